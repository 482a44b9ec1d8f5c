#include "reports/evidence.hpp"

#include "reports/legend.hpp"
#include "reports/section.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace smtpspec::reports {
namespace {

constexpr std::size_t kLabel = 12;  // "  observed  "
constexpr std::size_t kObserved = 20'000;

class Block {
 public:
  explicit Block(const EvidenceLayout& layout) : layout_(layout) {}

  void labelled(std::string_view label, const std::string& text, Tone tone = Tone::plain) {
    if (!text.empty()) put(label, wrapped(text, layout_.width == 0 ? text.size() : width()), tone);
  }
  /// Octets, made visible: a blank among them means something.
  void octets(std::string_view label, const std::string& text, Tone tone) {
    if (!text.empty()) put(label, folded(text, width()), tone);
  }

  /// The place, and the line of the scenario with a caret under it.
  void source(const CaseResult& c, const Finding* finding) {
    const std::string place = place_of(c);
    if (place.empty()) return;
    add({{Tone::dim, "  --> "}, {Tone::plain, place}});
    if (!shows_source(c)) return;
    const std::string number = std::to_string(finding->line);
    const std::string bar = fmt::format("  {:{}} |", "", number.size());
    const std::size_t caret =
        columns(std::string_view(finding->source).substr(0, std::max(finding->column, 1U) - 1));
    add({{Tone::dim, bar}});
    add({{Tone::dim, fmt::format("  {} | ", number)}, {Tone::plain, one_line(finding->source, 300)}});
    add({{Tone::dim, fmt::format("{} {:{}}", bar, "", caret)},
         {tone_of(finding->verdict), fmt::format("^ {}", message_of(c, 300))}});
    add({{Tone::dim, bar}});
  }

  void rule(const Rule& rule) {
    labelled("rule",
             fmt::format("{}{}{}", clean(rule.level), rule.level.empty() ? "" : ": ", clean(rule.statement)),
             Tone::strong);
    labelled("", fmt::format("{} ({}) {}", clean(section_title(rule)), clean(rule.id), section_url(rule)),
             Tone::dim);
    labelled("latitude", clean(rule.latitude));
  }

  void dialogue_of(const CaseResult& c) {
    if (c.transcript.empty()) return;
    add({{Tone::dim, "  dialogue"}});
    for (Line& line :
         dialogue(c.transcript, {.width = layout_.width, .octets = layout_.octets, .indent = 2})) {
      add(std::move(line));
    }
  }

  void add(Line line) { lines_.push_back(std::move(line)); }
  Lines take() { return std::move(lines_); }

 private:
  EvidenceLayout layout_;
  Lines lines_;

  std::size_t width() const { return layout_.width == 0 ? 0 : std::max(layout_.width, kLabel + 10) - kLabel; }

  void put(std::string_view label, std::vector<std::string> lines, Tone tone) {
    for (std::string& line : lines) {
      add({{Tone::dim, fmt::format("  {:<{}}", label, kLabel - 2)}, {tone, std::move(line)}});
      label = {};
    }
  }
};

}  // namespace

const Finding* deciding_finding(const CaseResult& c) {
  const auto found = std::find_if(c.findings.begin(), c.findings.end(),
                                  [&](const Finding& finding) { return finding.verdict == c.verdict; });
  return found == c.findings.end() ? nullptr : &*found;
}

const Rule* deciding_rule(const CaseResult& c) {
  if (c.rules.empty()) return nullptr;
  const Finding* finding = deciding_finding(c);
  const auto found = std::find_if(c.rules.begin(), c.rules.end(), [&](const Rule& rule) {
    return finding != nullptr && rule.id == finding->requirement;
  });
  return found == c.rules.end() ? &c.rules.front() : &*found;
}

bool shows_source(const CaseResult& c) {
  const Finding* finding = deciding_finding(c);
  return finding != nullptr && !finding->source.empty() && finding->line != 0 && !place_of(c).empty();
}

std::string level_of_verdict(const CaseResult& c) {
  const Rule* rule = deciding_rule(c);
  return rule == nullptr ? "" : one_line(rule->level, 20);
}

std::string broken_level(const CaseResult& c) {
  return c.verdict == Verdict::fail || c.verdict == Verdict::warn ? level_of_verdict(c) : "";
}

std::string message_of(const CaseResult& c, std::size_t limit) {
  if (!c.message.empty()) return one_line(c.message, limit);
  if (!c.crash.empty()) return one_line(c.crash, limit);
  if (const Finding* finding = deciding_finding(c); finding != nullptr && !finding->message.empty()) {
    return one_line(finding->message, limit);
  }
  return one_line(meaning(c.verdict).meaning, limit);
}

std::string headline(const Run& run, const CaseResult& c, std::size_t limit) {
  if (is_known(run, c)) return one_line("known: " + message_of(c, limit), limit);
  const bool unexpected = is_news(run, c) && !is_finding(run, c) && !c.baseline_reason.empty();
  return unexpected ? one_line(c.baseline_reason, limit) : message_of(c, limit);
}

std::string place_of(const CaseResult& c) {
  const Finding* finding = deciding_finding(c);
  const bool exact = finding != nullptr && !finding->file.empty();
  std::string out = one_line(exact ? finding->file : c.file, 300);
  const std::uint32_t line = exact ? finding->line : c.line;
  if (out.empty() || line == 0) return out;
  out += fmt::format(":{}", line);
  if (exact && finding->column != 0) out += fmt::format(":{}", finding->column);
  return out;
}

Lines evidence(const CaseResult& c, const EvidenceLayout& layout) {
  Block block(layout);
  const Finding* finding = deciding_finding(c);
  block.source(c, finding);
  if (finding != nullptr) {
    block.labelled("allowed", clean(finding->allowed), Tone::good);
    block.octets("observed", one_line(finding->observed, kObserved), tone_of(c.verdict));
  }
  if (const Rule* rule = deciding_rule(c)) block.rule(*rule);
  block.labelled("crash", clean(c.crash), Tone::bad);
  block.labelled("why", clean(c.why));
  if (c.count > 1) block.labelled("seen", fmt::format("{} times in this run; this is the worst", c.count));
  if (c.attempts > 1) block.labelled("attempts", std::to_string(c.attempts));
  block.labelled("baseline", clean(c.baseline_reason));
  if (layout.with_dialogue) block.dialogue_of(c);
  if (!c.rerun.empty()) block.add({{Tone::dim, "  repeat    "}, {Tone::strong, one_line(c.rerun, 1000)}});
  return block.take();
}

}  // namespace smtpspec::reports
