// A parser with one mistake in each of its parts: it shows that the comparison sees them.
#include <smtpspec_fuzz.h>

#include <string_view>

namespace {

void tell(smtpspec_answer* answer, smtpspec_found what, std::string_view octets) {
  smtpspec_tell(answer, what, octets.data(), octets.size());
}

/// A parameter ends at the last "=", and one without a value is forgotten.
void tell_parameter(smtpspec_answer* answer, std::string_view word) {
  const std::size_t equals = word.rfind('=');
  if (equals == std::string_view::npos) return;
  tell(answer, SMTPSPEC_KEYWORD, word.substr(0, equals));
  tell(answer, SMTPSPEC_VALUE, word.substr(equals + 1));
}

/// Takes MAIL in capitals only, and cuts at the first "@" and at the first ">".
int read_command(const char* octets, size_t size, smtpspec_answer* answer) {
  std::string_view text(octets, size);
  constexpr std::string_view kMail = "MAIL FROM:<";
  if (!text.starts_with(kMail)) return SMTPSPEC_REFUSED;
  text.remove_prefix(kMail.size());
  const std::size_t at = text.find('@');
  const std::size_t end = text.find('>');
  if (at == std::string_view::npos || end == std::string_view::npos || end < at) return SMTPSPEC_REFUSED;
  tell(answer, SMTPSPEC_LOCAL_PART, text.substr(0, at));
  tell(answer, SMTPSPEC_DOMAIN, text.substr(at + 1, end - at - 1));
  text.remove_prefix(end + 1);
  while (text.starts_with(' ')) {
    text.remove_prefix(1);
    const std::string_view word = text.substr(0, text.find(' '));
    tell_parameter(answer, word);
    text.remove_prefix(word.size());
  }
  return SMTPSPEC_ACCEPTED;
}

/// Takes anything for a mailbox.
int read_mailbox(const char*, size_t, smtpspec_answer*) { return SMTPSPEC_ACCEPTED; }

/// A dot between two LF ends the content, one at its beginning does not, and a header is refused.
int read_content(const char* octets, size_t size, smtpspec_answer* answer) {
  const std::string_view text(octets, size);
  if (text.find("X-Refuse") != std::string_view::npos) return SMTPSPEC_REFUSED;
  for (const std::string_view end : {"\n.\n", "\r\n.\r\n"}) {
    const std::size_t at = text.find(end);
    if (at == std::string_view::npos) continue;
    tell(answer, SMTPSPEC_CONTENT, text.substr(0, at));
    tell(answer, SMTPSPEC_REST, text.substr(at + end.size()));
    return SMTPSPEC_ACCEPTED;
  }
  return SMTPSPEC_MORE;
}

/// The first line is the whole reply, and a code without text is none.
int read_reply(const char* octets, size_t size, smtpspec_answer* answer) {
  const std::string_view text(octets, size);
  const std::size_t end = text.find("\r\n");
  if (end == std::string_view::npos) return SMTPSPEC_MORE;
  if (end < 4) return SMTPSPEC_REFUSED;
  tell(answer, SMTPSPEC_CODE, text.substr(0, 3));
  tell(answer, SMTPSPEC_TEXT, text.substr(4, end - 4));
  return SMTPSPEC_ACCEPTED;
}

}  // namespace

const smtpspec_parser* smtpspec_parser_under_test() {
  static const char* const known[] = {"reply: accepts: unfinished", nullptr};
  static const smtpspec_parser parser = {read_command, nullptr, read_mailbox, read_content,
                                         read_reply,   nullptr, known};
  return &parser;
}
