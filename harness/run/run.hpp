#pragma once

#include "harness/language/catalogue.hpp"
#include "harness/player/player.hpp"
#include "harness/run/options.hpp"
#include "harness/run/plan.hpp"
#include "harness/run/scheduler.hpp"
#include "reports/results.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace smtpspec::run {

/// What is to be asked of whom.
struct Assignment {
  Options options;
  std::vector<player::Case> cases;
  const language::Catalogue* catalogue = nullptr;
  bool partial = false;  ///< the cases are a part of the corpus
  bool dry_run = false;  ///< say what would be asked, and ask nothing but the preflight
  std::string tool_version;
  std::vector<std::string> command_line;
};

/// Told of what goes on, while it goes on.
struct Listener {
  /// The preflight is done: run.target is filled in.
  std::function<void(const reports::Run& run, bool stranger, const Plan& plan)> prepared;
  std::function<void(const player::Case& what)> begun;
  /// A line of a case that is being played, with the oracle's view of it.
  std::function<void(const std::string& case_id, const reports::Exchange& line)> said;
  /// Asked for a witness of each play, also of the preflight and of controls; `name` says what is played.
  std::function<std::unique_ptr<player::Witness>(std::string name)> witness;
  std::function<void(const reports::Run& run, const reports::CaseResult& result)> ended;
};

struct Conclusion {
  enum class Kind : std::uint8_t {
    complete,
    bad_target,   ///< what was said of the target cannot be used: an address, a role, a password file
    unreachable,  ///< no server to ask, or it was lost and is not ours to start again
    stopped,      ///< interrupted, out of time, or at the first finding
  } kind = Kind::complete;
  Stopped stopped = Stopped::no;
  std::string why;   ///< in plain words, with the option that would help; bad_target and unreachable
  reports::Run run;  ///< whatever is known: it is reported in any case
};

/// Does it. Never throws for what a target does.
Conclusion run(const Assignment& assignment, const Listener& listener);

}  // namespace smtpspec::run
