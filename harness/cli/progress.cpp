#include "harness/cli/progress.hpp"

#include "harness/cli/output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unistd.h>

namespace smtpspec::cli {

Progress::Progress(reports::ConsoleStyle style, bool names_all)
    : style_(style),
      names_all_(names_all),
      terminal_(::isatty(STDOUT_FILENO) == 1) {}

run::Listener Progress::listener() {
  return {
      .prepared = [this](const reports::Run& run, bool stranger,
                         const run::Plan& plan) { prepared(run, stranger, plan); },
      .begun =
          [this](const player::Case& what) {
            current_ = what.id();
            draw();
          },
      .ended = [this](const reports::Run& run, const reports::CaseResult& result) { ended(run, result); }};
}

void Progress::prepared(const reports::Run& run, bool stranger, const run::Plan& plan) {
  std::string text = reports::console_header(run, style_);
  counts_.total = plan.size();
  const auto asked = static_cast<std::size_t>(
      std::count_if(plan.begin(), plan.end(), [](const run::PlannedCase& one) { return one.skip.empty(); }));
  if (stranger)
    text += fmt::format("Not our own server: one connection a second, {} of {} cases.\n", asked, plan.size());
  if (stranger || names_all_) {
    for (const run::PlannedCase& one : plan) {
      if (one.skip.empty()) text += fmt::format("  {}\n", one.what.id());
    }
  }
  say(text);
}

void Progress::ended(const reports::Run& run, const reports::CaseResult& result) {
  ++counts_.done;
  counts_.findings += reports::is_finding(run, result) ? 1 : 0;
  counts_.blocked += result.verdict == reports::Verdict::blocked ? 1 : 0;
  const bool told = style_.verbose || (!terminal_ && result.verdict != reports::Verdict::skip);
  if (told) {
    end();
    say(reports::console_case(run, result, style_));
  }
  draw();
}

void Progress::draw() {
  if (!terminal_) return;
  counts_.current = current_;
  say("\r" + reports::console_progress(counts_, style_));
}

void Progress::end() {
  if (terminal_) say(reports::kConsoleClearLine);
}

}  // namespace smtpspec::cli
