#include "reports/markdown.hpp"

#include "reference/reply/visible.hpp"
#include "reports/conclusion.hpp"
#include "reports/evidence.hpp"
#include "reports/legend.hpp"
#include "reports/markdown_text.hpp"
#include "reports/section.hpp"
#include "reports/shortfall.hpp"
#include "reports/tally.hpp"
#include "reports/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace smtpspec::reports {
namespace {

using markdown_text::block;
using markdown_text::cell_code;
using markdown_text::code;
using markdown_text::prose;

constexpr std::size_t kWithEvidence = 30;
constexpr std::size_t kPage = 990'000, kPageWithEvidence = 800'000;  // a job page takes 1 MiB

/// A page that never grows too long, free of commands (text.hpp).
class Page {
 public:
  explicit Page(const std::string& head) { add(head); }
  std::size_t size() const { return text_.size(); }
  /// Whole lines.
  void add(const std::string& lines) {
    const std::string part = without_commands(lines);
    if (text_.size() + part.size() > kPage) {
      ++left_out_;
    } else {
      text_ += part;
    }
  }
  /// Says after a list how many did not fit.
  void end_list(std::string_view of) {
    if (left_out_ != 0) text_ += fmt::format("\n{} more {} are in the other reports.\n\n", left_out_, of);
    left_out_ = 0;
  }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
  std::size_t left_out_ = 0;
};

std::string head(const Run& run, const Tallies& tally) {
  std::string out =
      fmt::format("## smtpspec: {}\n\n{}", prose(conclusion(run).text), code(run.target.address));
  if (!run.target.banner.empty()) out += " · " + code(reply::visible(run.target.banner));
  out += fmt::format(" · {} cases in {:.2f} s\n\n", tally.all.cases(), run.seconds);
  std::string names = "|", rule = "|", numbers = "|";
  const auto column = [&](const std::string& name, const std::string& number) {
    names += fmt::format(" {} |", name);
    rule += " ---: |";
    numbers += fmt::format(" {} |", number);
  };
  for (const VerdictMeaning& known : kVerdictMeanings) {
    const std::size_t number = tally.all[known.verdict];
    if (number != 0) column(std::string(name(known.verdict)), std::to_string(number));
  }
  for (const auto& [level, counts] : tally.by_level) {
    if (counts.asked() != 0) column(level + " kept", fmt::format("{}/{}", counts.kept(), counts.asked()));
  }
  if (names.size() > 1) out += fmt::format("{}\n{}\n{}\n\n", names, rule, numbers);
  for (const std::string& sentence : shortfalls(run)) out += fmt::format("> {}\n\n", prose(sentence));
  for (const std::string& note : run.target.notes) out += fmt::format("> {}\n\n", prose(note));
  return out;
}

/// With its evidence, where that takes no more than `room`.
std::string finding(const Run& run, const CaseResult& c, std::size_t room) {
  const std::string level = broken_level(c);
  std::string out = fmt::format("#### {} {}{}{} {}\n\n", meaning(c.verdict).mark, name(c.verdict),
                                level.empty() ? "" : " ", prose(level), code(c.id));
  out += fmt::format("{}\n\n", prose(headline(run, c, 300)));
  if (const Rule* rule = deciding_rule(c)) {
    const std::string url = section_url(*rule);
    const std::string place = prose(section_title(*rule));
    out += fmt::format("> {} — {} {}\n\n", prose(rule->statement),
                       url.empty() ? place : fmt::format("[{}]({})", place, url), code(rule->id));
  }
  const std::string shown =
      room == 0 ? "" : block(painted(evidence(c, {.width = 120, .octets = 1000}), false));
  if (shown.size() >= room) return out + "The evidence is in the other reports.\n\n";
  return out + "<details><summary>Evidence</summary>\n\n" + shown + "\n</details>\n\n";
}

}  // namespace

std::string markdown(const Run& run) {
  const Tallies tally = tallies(run);
  Page page(head(run, tally));
  std::size_t number = 0;
  for (const CaseResult& c : run.cases) {
    if (!is_news(run, c) && !is_finding(run, c) && c.verdict != Verdict::error) continue;
    if (number == 0) page.add("### Findings\n\n");
    const std::size_t used = number++ < kWithEvidence ? page.size() : kPageWithEvidence;
    page.add(finding(run, c, kPageWithEvidence - std::min(kPageWithEvidence, used)));
  }
  page.end_list("findings");
  if (tally.all[Verdict::blocked] != 0) {
    page.add(
        fmt::format("### Blocked: {} of {} questions could not be put\n\n| case | because |\n| --- | --- |\n",
                    tally.all[Verdict::blocked], tally.all.cases()));
    for (const CaseResult& c : run.cases) {
      if (c.verdict == Verdict::blocked)
        page.add(fmt::format("| {} | {} |\n", cell_code(c.id), cell_code(message_of(c, 300))));
    }
    page.add("\n");
    page.end_list("of them");
  }
  for (const StaleEntry& entry : run.stale) {
    page.add(fmt::format("- stale: {} matches no case any more\n",
                         code(fmt::format("{}:{}: {}", entry.file, entry.line, entry.pattern))));
  }
  page.end_list("stale entries");
  return page.take();
}

}  // namespace smtpspec::reports
