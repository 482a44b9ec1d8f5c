#include "harness/target/profile.hpp"

#include "harness/language/load.hpp"
#include "harness/language/suggest.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <vector>

namespace smtpspec::target {
namespace {

using language::Diagnostic;

std::string line_of(std::string_view text, std::uint32_t number) {
  for (std::uint32_t n = 1; n < number; ++n) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + 1);
  }
  return std::string(text.substr(0, text.find('\n')));
}

class Reader {
 public:
  Reader(const std::string& text, const std::string& file) : text_(text), file_(file) {}

  void complain(const toml::source_region& where, std::string what, std::string help,
                std::size_t length = 1) {
    const auto& at = where.begin;
    mistakes_.push_back({.file = file_,
                         .at = {at.line, at.column},
                         .length = static_cast<std::uint32_t>(length),
                         .what = std::move(what),
                         .help = std::move(help),
                         .source = line_of(text_, at.line)});
  }

  void take(const toml::key& key, const toml::node& value) {
    const auto rows = settings();
    const auto row =
        std::find_if(rows.begin(), rows.end(), [&](const Setting& s) { return s.key == key.str(); });
    if (row == rows.end()) {
      std::vector<std::string_view> keys;
      for (const Setting& setting : rows) keys.push_back(setting.key);
      complain(key.source(), fmt::format("unknown key '{}'", key.str()), language::suggest(key.str(), keys),
               key.str().size());
      return;
    }
    std::visit([&](auto member) { take(*row, value, settings_.*member); }, row->member);
  }

  language::Results<Settings> result() {
    if (!mistakes_.empty()) return tl::unexpected(std::move(mistakes_));
    return std::move(settings_);
  }

 private:
  void take(const Setting& setting, const toml::node& value, Settings::Text& into) {
    const auto text = value.value_exact<std::string>();
    if (!text) {
      complain(value.source(), fmt::format("'{}' is a string", setting.key), "");
    } else if (!allows(setting, *text)) {
      complain(value.source(), fmt::format("'{}' cannot be '{}'", setting.key, *text),
               fmt::format("one of {}", setting.choices), text->size() + 2);
    } else {
      into = *text;
    }
  }
  void take(const Setting& setting, const toml::node& value, Settings::Flag& into) {
    into = value.value_exact<bool>();
    if (!into) complain(value.source(), fmt::format("'{}' is true or false", setting.key), "");
  }
  void take(const Setting& setting, const toml::node& value, Settings::Number& into) {
    const auto number = value.value_exact<std::int64_t>();
    if (number && *number >= 0 && *number <= setting.most) {
      into = static_cast<std::uint32_t>(*number);
    } else {
      complain(value.source(), fmt::format("'{}' is a number from 0 to {}", setting.key, setting.most), "");
    }
  }

  const std::string& text_;
  const std::string& file_;
  Settings settings_;
  std::vector<Diagnostic> mistakes_;
};

}  // namespace

language::Results<Settings> parse_profile(const std::string& text, const std::string& file) {
  Reader reader(text, file);
  try {
    const toml::table table = toml::parse(text, file);
    for (const auto& [key, value] : table) reader.take(key, value);
  } catch (const toml::parse_error& error) {
    reader.complain(error.source(), std::string(error.description()), "a profile is TOML: key = \"value\"");
  }
  return reader.result();
}

language::Results<Settings> load_profile(const std::string& file) {
  const auto text = language::read_file(file);
  if (!text) return tl::unexpected(std::vector{text.error()});
  return parse_profile(*text, file);
}

}  // namespace smtpspec::target
