#include "reports/console_sections.hpp"

#include "reports/evidence.hpp"
#include "reports/legend.hpp"
#include "reports/section.hpp"
#include "reports/tally.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace smtpspec::reports {
namespace {

std::string mark(Verdict verdict, const ConsoleStyle& style) {
  return std::string(style.utf8 ? meaning(verdict).mark : meaning(verdict).ascii_mark);
}

std::string padded(std::string text, std::size_t width) {
  const std::size_t used = columns(text);
  if (used < width) text.append(width - used, ' ');
  return text;
}

Line rule_across(std::string_view title, Tone tone, const ConsoleStyle& style) {
  std::string dashes;
  for (std::size_t i = columns(title) + 4; i < style.width; ++i) dashes += style.utf8 ? "─" : "-";
  const std::string start = style.utf8 ? "── " : "-- ";
  return {{Tone::dim, start}, {tone, std::string(title)}, {Tone::dim, " " + dashes}};
}

bool is_shown(const CaseResult& c, const ConsoleStyle& style) {
  return style.verbose || (c.verdict != Verdict::pass && c.verdict != Verdict::skip);
}

Line case_line(const Run& run, const CaseResult& c, const ConsoleStyle& style) {
  static constexpr std::size_t kId = 44, kLevel = 11;
  std::string said;
  if (c.verdict != Verdict::pass || is_news(run, c)) said = headline(run, c, 200);
  const std::string id = padded(one_line(c.id, 200), kId);
  const std::string level = level_of_verdict(c);
  const std::size_t used = 4 + columns(id) + 1 + kLevel;
  const std::size_t room = style.width > used + 20 ? style.width - used : 60;
  return {{tone_of(c.verdict), fmt::format("  {} ", mark(c.verdict, style))},
          {is_finding(run, c) ? Tone::strong : Tone::plain, id + " "},
          {Tone::dim, said.empty() ? level : padded(level, kLevel)},
          {c.verdict == Verdict::note || c.verdict == Verdict::skip ? Tone::dim : Tone::plain,
           one_line(said, room)}};
}

/// Reasons in the order they first came, each with the ids it holds for.
std::vector<std::pair<std::string, std::vector<std::string>>> reasons(const Run& run, Verdict verdict) {
  std::vector<std::pair<std::string, std::vector<std::string>>> out;
  for (const CaseResult& c : run.cases) {
    if (c.verdict != verdict) continue;
    const std::string reason = message_of(c, 200);
    auto found =
        std::find_if(out.begin(), out.end(), [&](const auto& entry) { return entry.first == reason; });
    if (found == out.end()) found = out.insert(out.end(), {reason, {}});
    found->second.push_back(c.id);
  }
  return out;
}

void append_ids(Lines& lines, const std::vector<std::string>& ids, const ConsoleStyle& style) {
  static constexpr std::size_t kNamed = 12;
  std::string all;
  for (std::size_t i = 0; i < std::min(ids.size(), kNamed); ++i)
    all += (i == 0 ? "" : ", ") + one_line(ids[i], 200);
  if (ids.size() > kNamed) all += fmt::format(", and {} more", ids.size() - kNamed);
  for (std::string& line : wrapped(all, style.width - std::min<std::size_t>(style.width, 8))) {
    lines.push_back({{Tone::dim, "        " + line}});
  }
}

}  // namespace

std::string console_case(const Run& run, const CaseResult& c, const ConsoleStyle& style) {
  return painted(Lines{case_line(run, c, style)}, style.colour);
}

Lines section_lines(const Run& run, const ConsoleStyle& style) {
  struct Section {
    std::string name;
    Tally tally;
    Lines cases;
  };
  std::vector<Section> sections;
  std::map<std::string, std::size_t> place;
  for (const CaseResult& c : run.cases) {
    const auto [found, is_new] = place.try_emplace(c.group, sections.size());
    if (is_new) sections.push_back({one_line(suite_name(c), 200), {}, {}});
    Section& section = sections[found->second];
    section.tally.add(c.verdict, false);
    if (is_shown(c, style)) section.cases.push_back(case_line(run, c, style));
  }
  Lines lines;
  bool was_quiet = false;
  for (Section& section : sections) {
    const bool quiet = section.cases.empty();
    if (!quiet || !was_quiet) lines.emplace_back();
    was_quiet = quiet;
    lines.push_back({{quiet ? Tone::plain : Tone::strong, padded(section.name, 53) + " "},
                     {Tone::dim, section.tally.words()}});
    std::move(section.cases.begin(), section.cases.end(), std::back_inserter(lines));
  }
  return lines;
}

Lines finding_blocks(const Run& run, const ConsoleStyle& style) {
  std::vector<const CaseResult*> found;
  for (const CaseResult& c : run.cases) {
    if (is_news(run, c) || c.verdict == Verdict::error) found.push_back(&c);
  }
  std::sort(found.begin(), found.end(), [](const CaseResult* a, const CaseResult* b) {
    return a->verdict != b->verdict ? a->verdict > b->verdict : a < b;
  });
  Lines lines;
  for (const CaseResult* c : found) {
    lines.emplace_back();
    const std::string level = broken_level(*c);
    lines.push_back(rule_across(fmt::format("{} {}{}{}", mark(c->verdict, style), name(c->verdict),
                                            level.empty() ? "" : " " + level, "  " + one_line(c->id, 60)),
                                tone_of(c->verdict), style));
    for (std::string& line : wrapped(clean(c->title), style.width - std::min<std::size_t>(style.width, 2))) {
      if (!line.empty()) lines.push_back({{Tone::strong, "  " + line}});
    }
    if (!shows_source(*c)) lines.push_back({{tone_of(c->verdict), "  " + message_of(*c, 300)}});
    lines.emplace_back();
    Lines block = evidence(*c, {.width = style.width});
    std::move(block.begin(), block.end(), std::back_inserter(lines));
  }
  return lines;
}

Lines skipped_lines(const Run& run, const ConsoleStyle& style) {
  Lines lines;
  if (style.verbose) return lines;
  for (const auto& [reason, ids] : reasons(run, Verdict::skip)) {
    if (lines.empty()) lines.push_back({});
    lines.push_back({{Tone::dim, fmt::format("skipped {:>3}  {}", ids.size(), reason)}});
  }
  return lines;
}

Lines blocked_lines(const Run& run, const ConsoleStyle& style) {
  Lines lines;
  const auto blocked = reasons(run, Verdict::blocked);
  if (!blocked.empty()) {
    std::size_t number = 0;
    for (const auto& [reason, ids] : blocked) number += ids.size();
    lines.emplace_back();
    lines.push_back(rule_across(fmt::format("{} {} of {} questions could not be put",
                                            mark(Verdict::blocked, style), number, run.cases.size()),
                                Tone::caution, style));
  }
  for (const auto& [reason, ids] : blocked) {
    lines.push_back({{Tone::caution, fmt::format("  {:>3}  ", ids.size())}, {Tone::plain, reason}});
    append_ids(lines, ids, style);
  }
  if (!run.not_run.empty()) {
    lines.emplace_back();
    lines.push_back({{Tone::caution, fmt::format("{} cases were not played", run.not_run.size())}});
    append_ids(lines, run.not_run, style);
  }
  return lines;
}

}  // namespace smtpspec::reports
