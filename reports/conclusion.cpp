#include "reports/conclusion.hpp"

#include "reports/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace smtpspec::reports {

Conclusion conclusion(const Run& run) {
  const auto number = [&](auto&& holds) { return std::count_if(run.cases.begin(), run.cases.end(), holds); };
  const auto news = number([&](const CaseResult& c) { return is_news(run, c); });
  const auto errors = number([](const CaseResult& c) { return c.verdict == Verdict::error; });
  if (run.cases.empty()) return {Tone::caution, "No case was played"};
  if (errors != 0) {
    return {Tone::bad,
            fmt::format("The run is not valid: {} error{} of the harness or the network{}", errors,
                        errors == 1 ? "" : "s", news == 0 ? "" : fmt::format(", and {} to act on", news))};
  }
  if (!run.lost.empty()) {
    return {
        Tone::bad,
        one_line(fmt::format("{}{}", run.lost, news == 0 ? "" : fmt::format("; {} to act on", news)), 1000)};
  }
  if (news != 0)
    return {Tone::bad,
            fmt::format("{} to act on{}", news, run.baseline.empty() ? "" : ", not as the baseline says")};
  if (!run.stale.empty())
    return {Tone::caution, "As the baseline says, but some of its entries match no case any more"};
  if (!run.complete) return {Tone::caution, "Nothing found so far: the run was cut short"};
  const auto blocked = number([](const CaseResult& c) { return c.verdict == Verdict::blocked; });
  if (blocked != 0)
    return {Tone::caution, fmt::format("Nothing found, but {} question{} could not be put", blocked,
                                       blocked == 1 ? "" : "s")};
  return {Tone::good, run.baseline.empty() ? "Nothing found against the target" : "As the baseline says"};
}

}  // namespace smtpspec::reports
