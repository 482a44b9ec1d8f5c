#include "harness/cli/progress.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace smtpspec::cli {

Progress::Progress(reports::ConsoleStyle style) : style_(style), terminal_(::isatty(STDOUT_FILENO) == 1) {}

run::Listener Progress::listener() {
  return {
      .prepared = [this](const reports::Run& run, bool stranger,
                         const run::Plan& plan) { prepared(run, stranger, plan); },
      .begun =
          [this](const std::string& id) {
            current_ = id;
            draw();
          },
      .ended = [this](const reports::Run& run, const reports::CaseResult& result) { ended(run, result); }};
}

void Progress::prepared(const reports::Run& run, bool stranger, const run::Plan& plan) {
  fmt::print("{}", reports::console_header(run, style_));
  counts_.total = plan.size();
  const auto asked = static_cast<std::size_t>(
      std::count_if(plan.begin(), plan.end(), [](const run::PlannedCase& one) { return one.skip.empty(); }));
  if (stranger) {
    fmt::print("Not our own server: one connection a second, {} of {} cases.\n", asked, plan.size());
    for (const run::PlannedCase& one : plan) {
      if (one.skip.empty()) fmt::print("  {}\n", one.what.id());
    }
  }
  std::fflush(stdout);
}

void Progress::ended(const reports::Run& run, const reports::CaseResult& result) {
  ++counts_.done;
  counts_.findings += reports::is_finding(run, result) ? 1 : 0;
  counts_.blocked += result.verdict == reports::Verdict::blocked ? 1 : 0;
  const bool told = style_.verbose || (!terminal_ && result.verdict != reports::Verdict::skip);
  if (told) {
    end();
    fmt::print("{}", reports::console_case(run, result, style_));
  }
  draw();
}

void Progress::draw() {
  if (!terminal_) return;
  counts_.current = current_;
  fmt::print("\r{}", reports::console_progress(counts_, style_));
  std::fflush(stdout);
}

void Progress::end() {
  if (terminal_) fmt::print("{}", reports::kConsoleClearLine);
}

}  // namespace smtpspec::cli
