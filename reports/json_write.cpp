#include "reference/reply/visible.hpp"
#include "reports/base64.hpp"
#include "reports/json.hpp"
#include "reports/json_fields.hpp"
#include "reports/tally.hpp"
#include "reports/text.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <cmath>

namespace smtpspec::reports {
namespace {

namespace json = boost::json;

template <class T>
json::value written(const T& value);

/// Text as a string; what is not UTF-8, and so cannot stand in JSON, as octets.
template <>
json::value written(const std::string& text) {
  if (is_utf8(text)) return json::value(text);
  return json::object{{"base64", to_base64(text)}};
}

template <>
json::value written(const Verdict& verdict) {
  return json::value(name(verdict));
}

template <>
json::value written(const Exchange::Kind& kind) {
  switch (kind) {
    case Exchange::Kind::sent:
      return "sent";
    case Exchange::Kind::received:
      return "received";
    case Exchange::Kind::event:
      return "event";
  }
  return nullptr;
}

template <class T>
json::value written(const std::vector<T>& values) {
  json::array out;
  for (const T& value : values) out.push_back(written(value));
  return out;
}

class Writer {
 public:
  template <class T>
  void operator()(std::string_view name, const T& value) {
    out_[name] = written(value);
  }
  template <class T>
  void required(std::string_view name, const T& value) {
    (*this)(name, value);
  }
  void octets(std::string_view name, const std::string& value) {
    out_[name] = json::object{{"base64", to_base64(value)}, {"text", reply::visible(value)}};
  }
  void seconds(std::string_view name, double value) {
    out_[name] = std::isfinite(value) ? std::llround(std::clamp(value, 0.0, 1e9) * 1e6) : 0;
  }

  json::object take() { return std::move(out_); }

 private:
  json::object out_;
};

template <class T>
json::value written(const T& value) {
  if constexpr (std::is_arithmetic_v<T>) {
    return json::value(value);
  } else {
    Writer writer;
    fields(writer, value);
    return writer.take();
  }
}

json::object counts(const Tally& tally) {
  json::object out{{"cases", tally.cases()}, {"asked", tally.asked()}, {"kept", tally.kept()}};
  for (std::size_t i = 0; i < kVerdicts; ++i)
    out[name(static_cast<Verdict>(i))] = tally[static_cast<Verdict>(i)];
  return out;
}

json::object counts(const std::vector<std::pair<std::string, Tally>>& named) {
  json::object out;
  for (const auto& [name, tally] : named) out[name] = counts(tally);
  return out;
}

json::object summary(const Run& run) {
  const Tallies tally = tallies(run);
  return {{"as_expected", as_expected(run)},
          {"all", counts(tally.all)},
          {"by_level", counts(tally.by_level)},
          {"by_section", counts(tally.by_section)}};
}

bool takes_lines(const json::value& value, std::size_t depth) {
  if (const auto* object = value.if_object()) return depth <= 2 && !object->empty();
  const auto* array = value.if_array();
  return array != nullptr && depth <= 3 && !array->empty() && array->front().is_object();
}

/// Down to the exchanges of a case, every member has a line of its own.
void append(std::string& out, const json::value& value, std::size_t depth) {
  if (!takes_lines(value, depth)) {
    out += json::serialize(value);
    return;
  }
  const std::string indent(2 * depth, ' ');
  bool first = true;
  const auto begin_line = [&] {
    out.append(first ? "" : ",").append("\n  ").append(indent);
    first = false;
  };
  if (const auto* object = value.if_object()) {
    out += '{';
    for (const auto& member : *object) {
      begin_line();
      out.append(json::serialize(member.key())).append(": ");
      append(out, member.value(), depth + 1);
    }
    out.append("\n").append(indent).append("}");
  } else {
    out += '[';
    for (const json::value& element : value.get_array()) {
      begin_line();
      append(out, element, depth + 1);
    }
    out.append("\n").append(indent).append("]");
  }
}

}  // namespace

std::string to_json(const Run& run) {
  json::object document{{"schema", kRunSchema}, {"summary", summary(run)}};
  const json::value members = written(run);
  for (const auto& member : members.get_object()) document.emplace(member.key(), member.value());
  std::string out;
  append(out, document, 0);
  out += '\n';
  return out;
}

}  // namespace smtpspec::reports
