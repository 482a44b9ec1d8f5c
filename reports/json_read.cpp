#include "reports/base64.hpp"
#include "reports/json.hpp"
#include "reports/json_fields.hpp"
#include "reports/text.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace smtpspec::reports {
namespace {

namespace json = boost::json;

/// What stands there, for a message: 'the string "flail"', "an array".
std::string described(const json::value& value) {
  switch (value.kind()) {
    case json::kind::object:
      return "an object";
    case json::kind::array:
      return "an array";
    default:
      return one_line(json::serialize(value), 60);
  }
}

/// Reads members of one object; `path` says where it stands. The first mistake is kept, what follows it is
/// passed over.
class Reader {
 public:
  Reader(const json::object& in, std::string path, std::string& mistake)
      : in_(in),
        path_(std::move(path)),
        mistake_(mistake) {}

  template <class T>
  void operator()(std::string_view name, T& into) {
    if (const json::value* value = in_.if_contains(name)) read(*value, at(name), into);
  }
  template <class T>
  void required(std::string_view name, T& into) {
    if (!in_.contains(name))
      return wrong(path_.empty() ? "the run" : path_, fmt::format("a member \"{}\"", name));
    (*this)(name, into);
  }
  void octets(std::string_view name, std::string& into) { (*this)(name, into); }
  void seconds(std::string_view name, double& into) {
    std::int64_t microseconds = std::int64_t(into * 1e6);
    (*this)(name, microseconds);
    into = double(microseconds) / 1e6;
  }

 private:
  const json::object& in_;
  std::string path_;
  std::string& mistake_;

  std::string at(std::string_view name) const {
    return fmt::format("{}{}{}", path_, path_.empty() ? "" : ".", name);
  }

  void wrong(const std::string& path, std::string_view expected, const json::value* found = nullptr) {
    if (!mistake_.empty()) return;
    mistake_ = fmt::format("{}: expected {}", path, expected);
    if (found != nullptr) mistake_ += fmt::format(", found {}", described(*found));
  }

  void read(const json::value& value, const std::string& path, std::string& into) {
    if (const auto* text = value.if_string()) {
      into.assign(text->data(), text->size());
      return;
    }
    const auto* object = value.if_object();
    const json::value* encoded = object != nullptr ? object->if_contains("base64") : nullptr;
    const auto* text = encoded != nullptr ? encoded->if_string() : nullptr;
    auto octets = text != nullptr ? from_base64({text->data(), text->size()}) : std::nullopt;
    if (!octets) return wrong(path, "a string, or an object with the octets in \"base64\"", &value);
    into = std::move(*octets);
  }

  void read(const json::value& value, const std::string& path, bool& into) {
    if (!value.is_bool()) return wrong(path, "true or false", &value);
    into = value.get_bool();
  }

  template <std::integral T>
  void read(const json::value& value, const std::string& path, T& into) {
    boost::system::error_code failed;
    const T number = value.to_number<T>(failed);
    if (failed) {
      return wrong(path,
                   fmt::format("a whole number from {} to {}", std::numeric_limits<T>::min(),
                               std::numeric_limits<T>::max()),
                   &value);
    }
    into = number;
  }

  void read(const json::value& value, const std::string& path, Verdict& into) {
    const auto* text = value.if_string();
    const auto verdict = text != nullptr ? verdict_named({text->data(), text->size()}) : std::nullopt;
    if (!verdict)
      return wrong(path, "a verdict (pass, note, warn, skip, blocked, risk, fail or error)", &value);
    into = *verdict;
  }

  void read(const json::value& value, const std::string& path, Exchange::Kind& into) {
    static constexpr std::string_view kKinds[] = {"sent", "received", "event"};
    const auto* text = value.if_string();
    const auto* found =
        text == nullptr ? std::end(kKinds) : std::find(std::begin(kKinds), std::end(kKinds), *text);
    if (found == std::end(kKinds)) return wrong(path, "\"sent\", \"received\" or \"event\"", &value);
    into = static_cast<Exchange::Kind>(found - std::begin(kKinds));
  }

  template <class T>
  void read(const json::value& value, const std::string& path, std::vector<T>& into) {
    const auto* array = value.if_array();
    if (array == nullptr) return wrong(path, "an array", &value);
    into.clear();
    for (const json::value& element : *array) {
      const std::string place = fmt::format("{}[{}]", path, into.size());
      read(element, place, into.emplace_back());
      if (!mistake_.empty()) return;
    }
  }

  template <class T>
  void read(const json::value& value, const std::string& path, T& into) {
    const auto* object = value.if_object();
    if (object == nullptr) return wrong(path, "an object", &value);
    Reader reader(*object, path, mistake_);
    fields(reader, into);
  }
};

tl::unexpected<Problem> at_offset(std::string_view text, std::size_t offset, std::string what) {
  const std::string_view before = text.substr(0, offset);
  const std::size_t line_start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  Problem problem{.what = std::move(what)};
  problem.line = static_cast<std::uint32_t>(1 + std::count(before.begin(), before.end(), '\n'));
  problem.column = static_cast<std::uint32_t>(offset - line_start + 1);
  return tl::unexpected(std::move(problem));
}

Result<json::value> parsed(std::string_view text) {
  json::stream_parser parser;
  boost::system::error_code failed;
  const std::size_t read = parser.write_some(text.data(), text.size(), failed);
  if (!failed) parser.finish(failed);
  if (failed) return at_offset(text, read, fmt::format("this is not JSON: {}", failed.message()));
  const std::size_t behind = std::min(text.find_first_not_of(" \t\r\n", read), text.size());
  if (behind < text.size()) return at_offset(text, behind, "expected the end of the file behind the run");
  return parser.release();
}

}  // namespace

Result<Run> from_json(std::string_view text) {
  auto document = parsed(text);
  if (!document) return tl::unexpected(std::move(document.error()));
  const auto* object = document->if_object();
  const auto refused = [](std::string what) { return tl::unexpected(Problem{.what = std::move(what)}); };
  if (object == nullptr)
    return refused(fmt::format("expected a run (an object), found {}", described(*document)));
  const json::value* schema = object->if_contains("schema");
  if (schema == nullptr || *schema != json::value(kRunSchema)) {
    return refused(fmt::format("schema: expected \"{}\", found {}", kRunSchema,
                               schema == nullptr ? "nothing" : described(*schema)));
  }
  Run run;
  std::string mistake;
  Reader reader(*object, "", mistake);
  fields(reader, run);
  if (!mistake.empty()) return refused(std::move(mistake));
  return run;
}

}  // namespace smtpspec::reports
