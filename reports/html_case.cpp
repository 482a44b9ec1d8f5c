#include "reports/dialogue.hpp"
#include "reports/evidence.hpp"
#include "reports/html_assets.hpp"
#include "reports/html_data.hpp"
#include "reports/section.hpp"
#include "reports/text.hpp"

#include <fmt/format.h>

namespace smtpspec::reports {
namespace {

constexpr std::size_t kOctets = 2000;  // of one exchange

Data rules(const CaseResult& c) {
  Data list{Data::type::list};
  const Rule* decides = deciding_rule(c);
  for (const Rule& rule : c.rules) {
    Data data;
    data.set("level", text_or_nothing(rule.level));
    data.set("statement", clean(rule.statement));
    data.set("latitude", text_or_nothing(rule.latitude));
    data.set("url", text_or_nothing(section_url(rule)));
    data.set("section", clean(section_title(rule)));
    data.set("id", clean(rule.id));
    data.set("decides", c.rules.size() > 1 && &rule == decides);
    list.push_back(data);
  }
  return list;
}

/// Allowed against observed, of each question that gave the verdict.
Data questions(const CaseResult& c) {
  Data list{Data::type::list};
  for (const Finding& finding : c.findings) {
    if (finding.verdict != c.verdict || (finding.allowed.empty() && finding.observed.empty())) continue;
    Data data;
    data.set("verdict", std::string(name(finding.verdict)));
    data.set("allowed", clean(finding.allowed));
    data.set("observed", octet_parts(clean(finding.observed)));
    list.push_back(data);
  }
  return list;
}

Data remarks(const CaseResult& c) {
  Data list{Data::type::list};
  const auto say = [&](const std::string& remark) {
    if (!remark.empty()) list.push_back(Data("remark", remark));
  };
  if (c.count > 1) say(fmt::format("Seen {} times in this run; this is the worst.", c.count));
  if (c.attempts > 1) say(fmt::format("Played {} times.", c.attempts));
  say(c.baseline_reason.empty() ? "" : "Baseline: " + clean(c.baseline_reason));
  return list;
}

Data exchange_data(const std::vector<Exchange>& transcript, std::size_t index, bool many) {
  static constexpr const char* kKinds[] = {"sent", "received", "event"};
  static constexpr const char* kWho[] = {"C", "S", ""};
  const Exchange& exchange = transcript[index];
  const auto kind = static_cast<std::size_t>(exchange.kind);
  const bool event = exchange.kind == Exchange::Kind::event;
  const VisibleLines shown = event ? VisibleLines{} : shown_octets(exchange, kOctets);
  Data lines{Data::type::list};
  for (const std::string& line : shown.lines) lines.push_back(Data("tokens", octet_parts(line)));
  Data data;
  data.set("kind", kKinds[kind]);
  data.set("who", text_or_nothing(kWho[kind]));
  data.set("at", fmt::format("{:.3f}", double(exchange.at_ms) / 1000));
  data.set("connection", many ? Data(std::to_string(exchange.connection + 1)) : Data(false));
  data.set("tls", exchange.in_tls);
  data.set("lines", lines);
  data.set("event", text_or_nothing(event ? exchange.text : ""));
  data.set("omitted", shown.omitted == 0 ? Data(false) : Data(std::to_string(shown.omitted)));
  data.set("dropped", exchange.dropped == 0 ? Data(false) : Data(std::to_string(exchange.dropped)));
  data.set("answers", text_or_nothing(answered_command(transcript, index)));
  data.set("oracle", clean(exchange.oracle));
  data.set("differs", exchange.oracle_differs);
  return data;
}

Data dialogue_data(const std::vector<Exchange>& transcript) {
  bool many = false, judged = false;
  for (const Exchange& exchange : transcript) {
    many = many || exchange.connection != 0;
    judged = judged || !exchange.oracle.empty();
  }
  Data exchanges{Data::type::list};
  for (std::size_t i = 0; i < transcript.size(); ++i) exchanges.push_back(exchange_data(transcript, i, many));
  if (transcript.empty()) return false;
  Data data("exchanges", exchanges);
  data.set("judged", judged);
  return data;
}

/// The scenario with the line that decided, or that line alone.
Data source_data(const CaseResult& c) {
  const Finding* finding = deciding_finding(c);
  const std::uint32_t marked = finding == nullptr ? 0 : finding->line;
  Data lines{Data::type::list};
  const auto add = [&](std::uint32_t number, std::string_view text) {
    Data line;
    line.set("number", std::to_string(number));
    line.set("text", clean(text));
    line.set("marked", number == marked);
    lines.push_back(line);
  };
  std::string_view rest = c.scenario_source;
  for (std::uint32_t number = c.line; !rest.empty(); ++number) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    add(number, rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  if (c.scenario_source.empty() && shows_source(c)) add(marked, finding->source);
  if (lines.is_empty_list()) return false;
  Data source;
  source.set("place", place_of(c));
  source.set("lines", lines);
  return source;
}

}  // namespace

std::string evidence_html(const CaseResult& c) {
  Data data;
  data.set("crash", text_or_nothing(c.message.empty() ? "" : c.crash));
  data.set("questions", questions(c));
  data.set("rules", rules(c));
  data.set("why", text_or_nothing(c.why));
  data.set("remarks", remarks(c));
  data.set("dialogue", dialogue_data(c.transcript));
  data.set("source", source_data(c));
  data.set("rerun", text_or_nothing(one_line(c.rerun, 2000)));
  return filled(assets::case_html, data);
}

}  // namespace smtpspec::reports
