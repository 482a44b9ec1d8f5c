#pragma once

#include "harness/player/grading.hpp"
#include "harness/player/session.hpp"

#include <string>
#include <string_view>
#include <vector>

/// From what happened at a question to a finding.
namespace smtpspec::player {

/// The question's own expectation and those of its alternatives that are no breach: "503 | (warn) 5yz".
std::string allowed(std::string_view own, const std::vector<language::Alternative>& alternatives);
std::string allowed(const language::Outcome& outcome);

/// What happened, in two forms.
struct Happening {
  std::string brief;     ///< "answered 250"
  std::string observed;  ///< the octets, visible
};

/// The grade of an alternative that matched; ends the case if the alternative says so.
void give(Session& session, const language::Alternative& alternative, const Happening& happening,
          const std::string& allowed);
/// The grade of a row of an outcome.
void give(Session& session, const language::OutcomeRow& row, const Happening& happening,
          const std::string& allowed);
/// The question's own expectation was met.
void give_pass(Session& session, language::Position at, const Happening& happening,
               const std::string& allowed);
/// Nothing matched. Ends the case.
void give_unlisted(Session& session, const Graded& graded, const Happening& happening,
                   const std::string& allowed);
/// The server went on and owes an answer (RFC 5321 §4.2). Ends the case.
void give_lost_reply(Session& session, std::string what, const std::string& allowed);

}  // namespace smtpspec::player
