#include "reports/console.hpp"

#include "reference/reply/visible.hpp"
#include "reports/conclusion.hpp"
#include "reports/console_sections.hpp"
#include "reports/evidence.hpp"
#include "reports/shortfall.hpp"
#include "reports/tally.hpp"
#include "reports/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace smtpspec::reports {
namespace {

/// "MUST 98/99   SHOULD 22/28": of the questions that were put, those whose level was kept.
Line levels(const Tallies& tally) {
  Line line;
  for (const auto& [level, counts] : tally.by_level) {
    if (counts.asked() == 0 || level == "other") continue;
    const bool all = counts.kept() == counts.asked();
    line.push_back({Tone::dim, fmt::format("{}{} ", line.empty() ? "" : "   ", level)});
    line.push_back({all ? Tone::good : Tone::strong, fmt::format("{}/{}", counts.kept(), counts.asked())});
  }
  return line;
}

Line counts(const Run& run, const Tally& tally) {
  Line line{{Tone::strong, fmt::format("{} cases", tally.cases())},
            {Tone::plain, fmt::format(" in {:.2f} s:", run.seconds)}};
  for (std::size_t i = 0; i < kVerdicts; ++i) {
    const auto verdict = static_cast<Verdict>(i);
    if (tally[verdict] == 0) continue;
    line.push_back({tone_of(verdict), fmt::format(" {} {}", tally[verdict], name(verdict))});
    line.push_back({Tone::dim, ","});
  }
  line.pop_back();
  return line;
}

Lines last_words(const Run& run) {
  Lines lines;
  const auto known = std::count_if(run.cases.begin(), run.cases.end(),
                                   [&](const CaseResult& c) { return is_known(run, c); });
  if (known != 0)
    lines.push_back(
        {{Tone::dim, fmt::format("{} known by the baseline {}", known, one_line(run.baseline, 80))}});
  for (const StaleEntry& entry : run.stale) {
    const std::string stale = fmt::format("{}:{}: {} matches no case", entry.file, entry.line, entry.pattern);
    lines.push_back({{Tone::caution, "stale  "}, {Tone::plain, one_line(stale, 300)}});
  }
  for (std::string& sentence : shortfalls(run)) lines.push_back({{Tone::caution, std::move(sentence)}});
  const Conclusion last = conclusion(run);
  lines.push_back({{last.tone, last.text + "."}});
  return lines;
}

}  // namespace

std::string console_header(const Run& run, const ConsoleStyle& style) {
  Lines lines;
  lines.push_back(
      {{Tone::strong, fmt::format("smtpspec {}", one_line(run.tool_version, 40))},
       {Tone::plain, fmt::format("  target {}", one_line(run.target.address, 80))},
       {Tone::dim, fmt::format("  seed {}", run.seed)},
       {Tone::dim, run.baseline.empty() ? "" : fmt::format("  baseline {}", one_line(run.baseline, 80))}});
  const std::size_t width = std::max<std::size_t>(style.width, 20) - 10;
  const auto labelled = [&](std::string_view label, std::vector<std::string> texts, Tone tone) {
    for (std::string& line : texts) {
      if (texts.size() == 1 && line.empty()) return;
      lines.push_back({{Tone::dim, fmt::format("{:<10}", label)}, {tone, std::move(line)}});
      label = {};
    }
  };
  labelled("banner", folded(one_line(reply::visible(run.target.banner), 400), width), Tone::plain);
  std::string offers;
  for (const std::string& line : run.target.ehlo)
    offers += (offers.empty() ? "" : ", ") + one_line(reply::visible(line), 100);
  labelled("offers", folded(offers, width), Tone::plain);
  for (const std::string& note : run.target.notes)
    labelled("note", wrapped(clean(note), width), Tone::caution);
  return painted(lines, style.colour);
}

std::string console_progress(const Progress& progress, const ConsoleStyle& style) {
  const std::size_t tenths = progress.total == 0 ? 0 : 20 * progress.done / progress.total;
  std::string bar;
  for (std::size_t i = 0; i < 20; ++i)
    bar += style.utf8 ? (i < tenths ? "━" : "┄") : (i < tenths ? "=" : "-");
  std::string line = fmt::format("{} {}/{}", bar, progress.done, progress.total);
  if (progress.findings != 0) line += fmt::format("  {} found", progress.findings);
  if (progress.blocked != 0) line += fmt::format("  {} blocked", progress.blocked);
  const std::size_t used = columns(line);
  if (!progress.current.empty() && style.width > used + 6) {
    line += "  " + one_line(progress.current, style.width - used - 3);
  }
  return line;
}

std::string console_results(const Run& run, const ConsoleStyle& style) {
  const Tallies tally = tallies(run);
  std::string out = painted(section_lines(run, style), style.colour);
  out += painted(finding_blocks(run, style), style.colour);
  out += painted(skipped_lines(run, style), style.colour);
  out += painted(blocked_lines(run, style), style.colour);
  out += '\n';
  out += painted(Lines{counts(run, tally.all), levels(tally)}, style.colour);
  return out + painted(last_words(run), style.colour);
}

std::string console(const Run& run, const ConsoleStyle& style) {
  return console_header(run, style) + console_results(run, style);
}

}  // namespace smtpspec::reports
