#include "reference/receiver/octet_watch.hpp"

#include <algorithm>

#include "reference/receiver/decisions.hpp"

namespace smtpspec::receiver {

namespace {

/// One CRLF, at the end, and no NUL: the common case.
bool is_plain_line(std::string_view taken) {
  if (!taken.ends_with("\r\n")) return false;
  const auto special = [](char c) { return c == '\r' || c == '\n' || c == '\0'; };
  return std::count_if(taken.begin(), taken.end(), special) == 2;
}

}  // namespace

void OctetWatch::see(std::string_view taken, Counsel& counsel) {
  if (taken.empty()) return;
  line_octets_ += taken.size();
  if (!after_cr_ && is_plain_line(taken)) return;
  for (const char c : taken) {
    if (c == '\n' && !after_cr_) counsel.ask("bare-lf-in-command"_decision);
    if (c != '\n' && after_cr_) counsel.ask("bare-cr-in-command"_decision);
    if (c == '\0') counsel.ask("nul-in-command"_decision);
    after_cr_ = c == '\r';
  }
}

}  // namespace smtpspec::receiver
