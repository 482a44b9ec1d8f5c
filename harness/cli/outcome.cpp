#include "harness/cli/outcome.hpp"

#include "harness/cli/exit_codes.hpp"

#include <algorithm>

namespace smtpspec::cli {

int exit_code_of(const Outcome& outcome, const reports::Run& run) {
  using Kind = run::Conclusion::Kind;
  using reports::Verdict;
  const auto asked = run.cases.size() - count(run, Verdict::skip);
  const auto blocked = count(run, Verdict::blocked);
  struct Rule {
    bool holds;
    int code;
  };
  const Rule rules[] = {
      {outcome.not_written, exit_code::not_written},
      {outcome.bad_baseline, exit_code::bad_input},
      {outcome.kind == Kind::bad_target, exit_code::usage},
      {outcome.stopped == run::Stopped::interrupted, exit_code::interrupted},
      {outcome.kind == Kind::unreachable || !run.lost.empty(), exit_code::unreachable},
      {count(run, Verdict::error) > 0, exit_code::invalid},
      {reports::has_news(run), exit_code::findings},
      {asked == 0, exit_code::nothing_ran},
      {static_cast<double>(blocked) > outcome.max_blocked * static_cast<double>(asked),
       exit_code::nothing_ran},
  };
  const auto first =
      std::find_if(std::begin(rules), std::end(rules), [](const Rule& rule) { return rule.holds; });
  return first == std::end(rules) ? exit_code::ok : first->code;
}

}  // namespace smtpspec::cli
