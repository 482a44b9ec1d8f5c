#include "reports/every_dialogue.hpp"

#include <fmt/format.h>

namespace smtpspec::reports {

std::string every_dialogue_message(const CaseResult& c) {
  if (c.findings.empty()) return fmt::format("{} replies of {} dialogues", c.replies, c.dialogues);
  return fmt::format("{} (seen {} times in {} replies, as in {})", c.findings.front().message, c.count,
                     c.replies, c.first_in);
}

}  // namespace smtpspec::reports
