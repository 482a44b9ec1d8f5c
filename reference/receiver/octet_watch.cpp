#include "reference/receiver/octet_watch.hpp"

#include "reference/receiver/decisions.hpp"

namespace smtpspec::receiver {

void OctetWatch::see(std::string_view taken, bool plain_line, Counsel& counsel) {
  if (taken.empty()) return;
  line_octets_ += taken.size();
  if (!after_cr_ && plain_line) return;
  for (const char c : taken) {
    if (c == '\n' && !after_cr_) counsel.ask("bare-lf-in-command"_decision);
    if (c != '\n' && after_cr_) counsel.ask("bare-cr-in-command"_decision);
    if (c == '\0') counsel.ask("nul-in-command"_decision);
    after_cr_ = c == '\r';
  }
}

}  // namespace smtpspec::receiver
