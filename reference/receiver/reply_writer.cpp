#include "reference/receiver/reply_writer.hpp"

#include "reference/syntax/octets.hpp"

#include <algorithm>

namespace smtpspec::receiver {

namespace {

constexpr std::size_t kLongestLine = 512 - 2;  // a reply line without CRLF (§4.5.3.1.5)

std::string_view wrong_class(std::string_view enhanced, std::string& storage) {
  storage = enhanced;
  if (!storage.empty()) storage.front() = storage.front() == '5' ? '2' : '5';
  return storage;
}

/// The table has the code for a bad address of a destination; that for one of a sender is another (RFC 3463
/// §3.2).
std::string_view about_address(std::string_view enhanced, syntax::Verb verb) {
  return enhanced == kBadDestination && begins_transaction(verb) ? "5.1.7" : enhanced;
}

std::string_view enhanced_code(int code, std::string_view enhanced, const Occasion& occasion,
                               std::uint8_t form, std::string& storage) {
  if (!occasion.session.offered.has(Extension::enhanced_status_codes) ||
      form == "enhanced-codes=missing"_choice)
    return {};
  if (occasion.greeting)
    return form == "enhanced-codes=greeting-too"_choice ? (code < 400 ? "2.0.0" : "5.0.0") : "";
  if (form == "enhanced-codes=extended-only"_choice && !occasion.session.extended) return {};
  return form == "enhanced-codes=wrong-class"_choice ? wrong_class(enhanced, storage) : enhanced;
}

/// Appends a line of the model: only printable ASCII and HT stand in its text (§4.2), and no more than fits.
void append_line(std::string& out, std::string_view head, std::string_view text) {
  out += head;
  const std::size_t start = out.size();
  out += text.substr(0, kLongestLine - head.size());
  if (syntax::all_printable(text)) return;
  std::replace_if(
      out.begin() + static_cast<std::ptrdiff_t>(start), out.end(),
      [](char c) { return syntax::is(c, syntax::kControl | syntax::kNonAscii); }, '?');
}

/// Appends an argument as it came, but for what would end a line.
void append_echo(std::string& out, std::string_view argument) {
  for (const char octet : argument) out += octet == '\r' || octet == '\n' ? '?' : octet;
}

/// What stands before the text of a line.
std::string head(int code, std::string_view separator, std::string_view enhanced) {
  std::string head = std::to_string(code);
  head += separator;
  if (!enhanced.empty()) (head += enhanced) += ' ';
  return head;
}

}  // namespace

void write_reply(std::string& out, int code, std::string_view enhanced, std::string_view text,
                 const Occasion& occasion, Counsel& counsel) {
  static constexpr auto kLineEnds =
      by_choice<std::string_view>("reply-line-end"_decision, {{"crlf", "\r\n"}, {"lf", "\n"}, {"cr", "\r"}});
  static constexpr auto kSeparators = by_choice<std::string_view>(
      "reply-separator"_decision, {{"space", " "}, {"missing", ""}, {"tab", "\t"}});
  static constexpr auto kContinuations =
      by_choice<std::string_view>("reply-continuation"_decision, {{"hyphen", "-"}, {"space", " "}});
  const std::string_view line_end = kLineEnds[counsel.ask("reply-line-end"_decision)];
  const std::string_view separator = kSeparators[counsel.ask("reply-separator"_decision)];
  if (occasion.plain) {
    ((out += head(code, separator, {})) += text) += line_end;
    return;
  }
  std::string storage;
  const std::uint8_t form = counsel.ask("enhanced-codes"_decision);
  const std::string_view due =
      enhanced_code(code, about_address(enhanced, occasion.command.verb), occasion, form, storage);
  const std::string_view due_later =
      form == "enhanced-codes=first-line-only"_choice ? std::string_view{} : due;
  const bool has_text = counsel.ask("reply-text"_decision) == 0 || occasion.greeting;
  const bool echoes = code >= 500 && counsel.ask("reply-echo"_decision) != 0;

  bool first = true;
  int last_code = code;
  if (text.find('\n') != std::string_view::npos) {
    const std::string_view continuation = kContinuations[counsel.ask("reply-continuation"_decision)];
    if (counsel.ask("reply-codes"_decision) != 0) ++last_code;
    const std::string later = head(code, continuation, has_text ? due_later : "");
    for (std::size_t end; (end = text.find('\n')) != std::string_view::npos; text.remove_prefix(end + 1)) {
      append_line(out, first ? head(code, continuation, has_text ? due : "") : later,
                  has_text ? text.substr(0, end) : std::string_view{});
      out += line_end;
      first = false;
    }
  }
  if (has_text) {
    append_line(out, head(last_code, separator, first ? due : due_later), text);
    if (echoes && !occasion.command.argument.empty()) append_echo(out += ": ", occasion.command.argument);
  } else {
    out += std::to_string(last_code);
  }
  out += line_end;
}

}  // namespace smtpspec::receiver
