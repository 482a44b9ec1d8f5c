#include "harness/cli/live.hpp"

#include "harness/cli/output.hpp"
#include "harness/cli/outputs.hpp"

#include <fmt/format.h>

#include <utility>

namespace smtpspec::cli {

run::Listener Live::listener() {
  return {.begun = [this](const player::Case& what) { begun(what); },
          .said = [this](const std::string&, const reports::Exchange& line) { said(line); },
          .ended = [this](const reports::Run&, const reports::CaseResult& result) { ended(result); }};
}

void Live::begun(const player::Case& what) {
  const bool again = std::exchange(id_, what.id()) == what.id();
  lines_ = 0;
  dialogue_ = reports::Dialogue({});
  say(again ? fmt::format("{}: played again\n", id_) : transcript_start(id_, what.scenario->title));
}

void Live::said(const reports::Exchange& line) {
  ++lines_;
  say(reports::painted(dialogue_.add(line), false));
}

void Live::ended(const reports::CaseResult& result) {
  if (id_ != result.id) say(transcript_start(result.id, result.title));
  const bool died_in_what_was_shown = id_ == result.id && !result.crash.empty();
  for (std::size_t i = lines_; died_in_what_was_shown && i < result.transcript.size(); ++i)
    said(result.transcript[i]);
  say(transcript_end(result) + "\n");
  id_.clear();
}

}  // namespace smtpspec::cli
