// mimetic (libmimetic-dev): its Mailbox, which is one of RFC 822.
#include <mimetic/rfc822/mailbox.h>
#include <smtpspec_fuzz.h>

#include <string>

namespace {

int read_mailbox(const char* octets, size_t size, smtpspec_answer* answer) {
  const mimetic::Mailbox mailbox(std::string(octets, size));
  const std::string local_part = mailbox.mailbox(0);
  const std::string domain = mailbox.domain(0);
  if (local_part.empty()) return SMTPSPEC_REFUSED;
  smtpspec_tell(answer, SMTPSPEC_LOCAL_PART, local_part.data(), local_part.size());
  smtpspec_tell(answer, SMTPSPEC_DOMAIN, domain.data(), domain.size());
  return SMTPSPEC_ACCEPTED;
}

}  // namespace

const smtpspec_parser* smtpspec_parser_under_test() {
  // RFC 822 allows more than a Mailbox of RFC 5321.
  static const char* const known[] = {"mailbox: accepts", nullptr};
  static const smtpspec_parser parser = {nullptr, nullptr, read_mailbox, nullptr, nullptr, nullptr, known};
  return &parser;
}
