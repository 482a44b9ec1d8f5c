#include "harness/language/template.hpp"

#include "harness/language/suggest.hpp"

#include <optional>

namespace smtpspec::language {
namespace {

constexpr int kDeepest = 8;

std::optional<int> hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return std::nullopt;
}

class TemplateReader {
 public:
  TemplateReader(Line& line, TextEnds ends, int depth) : line_(line), ends_(ends), depth_(depth) {}

  Template read() {
    out_.at = line_.here();
    if (ends_ == TextEnds::quote) line_.advance(1);
    while (!line_.failed() && !at_end()) {
      if (next() == '\\' && ends_ == TextEnds::quote) {
        literal_ += escape();
      } else if (next() == '$') {
        dollar();
      } else {
        literal_ += take();
      }
    }
    if (ends_ == TextEnds::quote && !line_.failed()) close_quote();
    flush();
    return std::move(out_);
  }

 private:
  Line& line_;
  TextEnds ends_;
  int depth_;
  Template out_;
  std::string literal_;

  char next() const { return line_.rest().front(); }
  char take() {
    const char c = next();
    line_.advance(1);
    return c;
  }
  bool at_end() const {
    if (line_.rest().empty()) return true;
    const char c = next();
    return (ends_ == TextEnds::quote && c == '"') ||
           (ends_ == TextEnds::white_space && (c == ' ' || c == '\t' || c == '"'));
  }
  void flush() {
    if (!literal_.empty()) out_.parts.emplace_back(std::exchange(literal_, {}));
  }
  void close_quote() {
    if (line_.rest().empty()) {
      line_.fail(out_.at, line_.since(out_.at).size(), "the string has no closing '\"'");
    } else {
      line_.advance(1);
    }
  }

  char escape() {
    static constexpr std::string_view kLetters = "rnt0\\\"";
    static constexpr std::string_view kOctets("\r\n\t\0\\\"", 6);
    const Position at = line_.here();
    line_.advance(1);
    const std::string_view rest = line_.rest();
    if (!rest.empty() && rest.front() == 'x') {
      const auto high = rest.size() > 2 ? hex_digit(rest[1]) : std::nullopt;
      const auto low = rest.size() > 2 ? hex_digit(rest[2]) : std::nullopt;
      if (!high || !low) {
        line_.fail(at, 2, "\\x needs two hexadecimal digits", "\\x00 to \\xff");
        return 0;
      }
      line_.advance(3);
      return static_cast<char>(*high * 16 + *low);
    }
    const std::size_t letter = rest.empty() ? std::string_view::npos : kLetters.find(rest.front());
    if (letter == std::string_view::npos) {
      line_.fail(at, 2, "unknown escape", "\\r \\n \\t \\0 \\\\ \\\" or \\xHH; a backslash is written \\\\");
      return 0;
    }
    line_.advance(1);
    return kOctets[letter];
  }

  void dollar() {
    const Position at = line_.here();
    line_.advance(1);
    if (line_.rest().starts_with('$')) {
      literal_ += take();
    } else if (line_.rest().starts_with('{')) {
      line_.advance(1);
      flush();
      hole(at);
    } else {
      line_.fail(at, 1, "'$' alone", "a dollar is written $$, a variable ${name}");
    }
  }

  // What stands between the braces, escapes undone; a dollar that was escaped becomes $$, so that an argument
  // can be read again by itself.
  std::string between_braces(Position at) {
    std::string out;
    for (int open = 1; !line_.failed();) {
      const std::string_view rest = line_.rest();
      if (rest.empty() || (ends_ == TextEnds::quote && rest.front() == '"')) {
        line_.fail(at, 2, "'${' is never closed");
      } else if (rest.front() == '\\' && ends_ == TextEnds::quote) {
        const char c = escape();
        out += c == '$' ? std::string("$$") : std::string(1, c);
      } else if (rest.starts_with("$$") || rest.starts_with("${")) {
        open += rest[1] == '{' ? 1 : 0;
        out += take();
        out += take();
      } else if (rest.front() == '}' && --open == 0) {
        line_.advance(1);
        break;
      } else {
        out += take();
      }
    }
    return out;
  }

  void hole(Position at) {
    const std::string text = between_braces(at);
    if (line_.failed()) return;
    Hole out{.function = {}, .arguments = {}, .at = at};
    const std::size_t length = text.size() + 3;
    if (depth_ >= kDeepest) {
      line_.fail(at, length, "${...} nested too deeply");
      return;
    }
    const std::size_t space = text.find(' ');
    if (space == std::string::npos) {
      if (!is_name(text)) line_.fail(at, length, "'" + text + "' cannot be the name of a variable");
      out.arguments.push_back(text);
    } else {
      out.function = text.substr(0, space);
      out.arguments = arguments(out.function, std::string_view(text).substr(space + 1), at, length);
    }
    out_.parts.emplace_back(std::move(out));
  }

  std::vector<std::string> arguments(std::string_view function, std::string_view text, Position at,
                                     std::size_t length) {
    if (function == "base64" || function == "xtext") return {checked_text(text, at, length)};
    if (function == "repeat") {
      const std::size_t space = text.starts_with("${") ? text.find("} ") + 1 : text.find(' ');
      const std::string_view count = text.substr(0, space);
      if (space == std::string_view::npos || space == 0 || space >= text.size()) {
        line_.fail(at, length, "repeat needs a number and a text", "${repeat 60 x}");
        return {};
      }
      if (!count.starts_with("${") && count.find_first_not_of("0123456789") != std::string_view::npos) {
        line_.fail(at, length, "'" + std::string(count) + "' is not a number", "${repeat 60 x}");
      }
      return {checked_text(count, at, length), checked_text(text.substr(space + 1), at, length)};
    }
    if (function == "length" || function == "upper" || function == "lower")
      return names(function, text, at, length);
    line_.fail(at, length, "unknown function '" + std::string(function) + "'",
               suggest(function, kFunctions).empty() ? "the functions are " + one_of(kFunctions)
                                                     : suggest(function, kFunctions));
    return {};
  }

  std::vector<std::string> names(std::string_view function, std::string_view text, Position at,
                                 std::size_t length) {
    std::vector<std::string> out;
    Line words(text, at.line);
    while (words.more()) {
      const std::string_view name = words.word("a name");
      if (!is_name(name)) {
        line_.fail(at, length, std::string(function) + " needs names only");
        return {};
      }
      out.emplace_back(name);
    }
    const bool one = function != "length";
    if (out.empty() || (one && out.size() > 1)) {
      line_.fail(
          at, length,
          std::string(function) + (one ? " needs the name of one variable" : " needs names of octets"));
    }
    return out;
  }

  std::string checked_text(std::string_view text, Position at, std::size_t length) {
    Line inner(text, at.line);
    TemplateReader(inner, TextEnds::line, depth_ + 1).read();
    if (inner.failed()) line_.fail(at, length, inner.failure()->what, inner.failure()->help);
    return std::string(text);
  }
};

}  // namespace

Template read_template(Line& line, TextEnds ends) { return TemplateReader(line, ends, 0).read(); }

Template read_value(Line& line, std::string_view wanted) {
  if (line.at_string()) return read_template(line, TextEnds::quote);
  if (!line.more()) {
    line.word(wanted);
    return {};
  }
  return read_template(line, TextEnds::white_space);
}

std::string read_plain_string(Line& line, std::string_view wanted) {
  if (!line.at_string()) {
    const std::string_view next = line.peek();
    line.fail(line.here(), next.size(), "expected " + std::string(wanted) + " in double quotes");
    return {};
  }
  const Position at = line.here();
  Template text = read_template(line, TextEnds::quote);
  if (text.parts.empty()) return {};
  if (text.parts.size() > 1 || !std::holds_alternative<std::string>(text.parts.front())) {
    line.fail(at, line.since(at).size(), "no ${...} here: a plain text is needed");
    return {};
  }
  return std::get<std::string>(std::move(text.parts.front()));
}

Template argument_template(std::string_view argument) {
  Line line(argument, 0);
  return read_template(line, TextEnds::line);
}

}  // namespace smtpspec::language
