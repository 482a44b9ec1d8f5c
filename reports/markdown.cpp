#include "reports/markdown.hpp"

#include "reference/reply/visible.hpp"
#include "reports/conclusion.hpp"
#include "reports/evidence.hpp"
#include "reports/legend.hpp"
#include "reports/markdown_text.hpp"
#include "reports/section.hpp"
#include "reports/shortfall.hpp"
#include "reports/tally.hpp"

#include <fmt/format.h>

namespace smtpspec::reports {
namespace {

using markdown_text::block;
using markdown_text::code;
using markdown_text::prose;

constexpr std::size_t kWithEvidence = 30;  // a job page takes 1 MiB

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

std::string finding(const Run& run, const CaseResult& c, bool with_evidence) {
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
  if (!with_evidence) return out;
  out += "<details><summary>Evidence</summary>\n\n";
  out += block(painted(evidence(c, {.width = 120, .octets = 1000}), false));
  return out + "\n</details>\n\n";
}

}  // namespace

std::string markdown(const Run& run) {
  const Tallies tally = tallies(run);
  std::string out = head(run, tally);
  std::size_t number = 0;
  for (const CaseResult& c : run.cases) {
    if (!is_news(run, c) && !is_finding(run, c) && c.verdict != Verdict::error) continue;
    if (number == 0) out += "### Findings\n\n";
    out += finding(run, c, number < kWithEvidence);
    ++number;
  }
  if (tally.all[Verdict::blocked] != 0) {
    out +=
        fmt::format("### Blocked: {} of {} questions could not be put\n\n| case | because |\n| --- | --- |\n",
                    tally.all[Verdict::blocked], tally.all.cases());
    for (const CaseResult& c : run.cases) {
      if (c.verdict == Verdict::blocked)
        out += fmt::format("| {} | {} |\n", code(c.id), code(message_of(c, 300)));
    }
    out += '\n';
  }
  for (const StaleEntry& entry : run.stale) {
    out += fmt::format("- stale: {} matches no case any more\n",
                       code(fmt::format("{}:{}: {}", entry.file, entry.line, entry.pattern)));
  }
  return out;
}

}  // namespace smtpspec::reports
