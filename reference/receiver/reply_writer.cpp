#include "reference/receiver/reply_writer.hpp"

#include <algorithm>

namespace smtpspec::receiver {

namespace {

constexpr std::size_t kLongestText =
    512 - 2 - 4;  // a reply line without CRLF, code and separator (§4.5.3.1.5)

/// How the lines of one reply are written.
struct Form {
  int code;
  std::string_view enhanced;  // empty: none
  bool enhanced_once;
  std::string_view line_end;
  std::string_view separator;     // of the last line
  std::string_view continuation;  // of the others
  bool text = true;
  bool plain = false;
  std::string_view echo = {};  // the argument, as it came
};

std::string_view wrong_class(std::string_view enhanced, std::string& storage) {
  storage = enhanced;
  if (!storage.empty()) storage.front() = storage.front() == '5' ? '2' : '5';
  return storage;
}

std::string_view enhanced_code(int code, std::string_view enhanced, const Occasion& occasion,
                               table::EnhancedForm form, std::string& storage) {
  using table::EnhancedForm;
  if (!occasion.session.offered.has(Extension::enhanced_status_codes) || form == EnhancedForm::missing)
    return {};
  if (occasion.greeting) return form == EnhancedForm::greeting_too ? (code < 400 ? "2.0.0" : "5.0.0") : "";
  return form == EnhancedForm::wrong_class ? wrong_class(enhanced, storage) : enhanced;
}

/// Appends a text of the model: only printable ASCII and HT stand in it (§4.2), and no more than fits.
void append_printable(std::string& out, std::string_view text) {
  const std::size_t start = out.size();
  out += text.substr(0, kLongestText);
  std::replace_if(
      out.begin() + static_cast<std::ptrdiff_t>(start), out.end(),
      [](char c) { return (c < 0x20 && c != '\t') || c == 0x7f; }, '?');
}

void append_line(std::string& out, const Form& form, int code, std::string_view text, bool first, bool last) {
  out += std::to_string(code);
  if (form.text || !last) out += last ? form.separator : form.continuation;
  if (form.text) {
    if (!form.enhanced.empty() && (first || !form.enhanced_once)) (out += form.enhanced) += ' ';
    if (form.plain) {
      out += text;
    } else {
      append_printable(out, text);
    }
    if (last && !form.echo.empty()) (out += ": ") += form.echo;
  }
  out += form.line_end;
}

}  // namespace

void write_reply(std::string& out, int code, std::string_view enhanced, std::string_view text,
                 const Occasion& occasion, Counsel& counsel) {
  using table::EnhancedForm;
  static constexpr std::string_view kLineEnds[] = {"\r\n", "\n", "\r"};
  static constexpr std::string_view kSeparators[] = {" ", "", "\t"};
  static constexpr std::string_view kContinuations[] = {"-", " "};
  std::string storage;
  Form form{.code = code,
            .line_end = kLineEnds[counsel.ask("reply-line-end"_decision)],
            .separator = kSeparators[counsel.ask("reply-separator"_decision)],
            .continuation = "-",
            .plain = occasion.plain};
  if (!occasion.plain) {
    const auto enhanced_form = static_cast<EnhancedForm>(counsel.ask("enhanced-codes"_decision));
    form.enhanced = enhanced_code(code, enhanced, occasion, enhanced_form, storage);
    form.enhanced_once = enhanced_form == EnhancedForm::first_line_only;
    form.text = counsel.ask("reply-text"_decision) == 0 || occasion.greeting;
    if (code >= 500 && counsel.ask("reply-echo"_decision) != 0) form.echo = occasion.command.argument;
  }
  const bool multi_line = text.find('\n') != std::string_view::npos;
  if (multi_line) form.continuation = kContinuations[counsel.ask("reply-continuation"_decision)];
  const bool code_changes = multi_line && counsel.ask("reply-codes"_decision) != 0;
  for (bool first = true, last = false; !last; first = false) {
    const std::size_t end = text.find('\n');
    last = end == std::string_view::npos;
    append_line(out, form, last && code_changes ? code + 1 : code, text.substr(0, end), first, last);
    text.remove_prefix(last ? text.size() : end + 1);
  }
}

}  // namespace smtpspec::receiver
