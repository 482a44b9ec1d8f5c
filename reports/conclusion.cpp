#include "reports/conclusion.hpp"

#include "reports/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace smtpspec::reports {

namespace {

/// Why the run proves nothing, or not all that it was to prove; empty where it does.
std::string invalid(const Run& run) {
  std::string out;
  const std::size_t errors = count(run, Verdict::error);
  if (errors != 0)
    out = fmt::format("The run is not valid: {} error{} of the harness or the network", errors,
                      errors == 1 ? "" : "s");
  if (!run.lost.empty()) out += (out.empty() ? "" : "; ") + one_line(run.lost, 900);
  return out;
}

}  // namespace

Conclusion conclusion(const Run& run) {
  const auto news =
      std::count_if(run.cases.begin(), run.cases.end(), [&](const CaseResult& c) { return is_news(run, c); });
  if (const std::string why = invalid(run); !why.empty())
    return {Tone::bad, news == 0 ? why : fmt::format("{}; {} to act on", why, news)};
  const bool listed = !run.baseline.empty();
  if (news != 0)
    return {Tone::bad, fmt::format("{} to act on{}", news, listed ? ", not as the baseline says" : "")};
  if (run.cases.empty()) return {Tone::caution, "No case was played"};
  if (count(run, Verdict::skip) == run.cases.size()) return {Tone::caution, "No question was put"};
  if (!run.stale.empty())
    return {Tone::caution, "As the baseline says, but some of its entries match no case any more"};
  const std::string_view nothing = listed ? "As the baseline says" : "Nothing found";
  if (!run.complete) return {Tone::caution, fmt::format("{} so far: the run was cut short", nothing)};
  if (const auto blocked = count(run, Verdict::blocked); blocked != 0)
    return {Tone::caution,
            fmt::format("{}, but {} question{} could not be put", nothing, blocked, blocked == 1 ? "" : "s")};
  return {Tone::good, listed ? std::string(nothing) : "Nothing found against the target"};
}

}  // namespace smtpspec::reports
