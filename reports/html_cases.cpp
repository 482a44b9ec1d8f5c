#include "reports/html_cases.hpp"

#include "reports/evidence.hpp"
#include "reports/legend.hpp"
#include "reports/section.hpp"
#include "reports/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

namespace smtpspec::reports {

bool stands_with_findings(const Run& run, const CaseResult& c) {
  return is_finding(run, c) || is_news(run, c) || c.verdict == Verdict::error;
}

std::string rfc_of(const CaseResult& c) {
  if (c.rules.empty()) return {};
  return one_line(section_title(Rule{.rfc = c.rules.front().rfc}), 60);
}

CaseLists::CaseLists(const Run& run, const Tallies& tally)
    : run_(run),
      tally_(tally),
      anchors_(anchors(run.cases)) {}

std::string CaseLists::anchor(std::size_t i) const {
  return fmt::format("{}:{}", stands_with_findings(run_, run_.cases[i]) ? "finding" : "case", anchors_[i]);
}

Data CaseLists::findings() const {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < run_.cases.size(); ++i) {
    if (stands_with_findings(run_, run_.cases[i])) order.push_back(i);
  }
  const auto rank = [&](std::size_t i) {
    return std::tuple(is_known(run_, run_.cases[i]), -static_cast<int>(run_.cases[i].verdict), i);
  };
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
  Data list{Data::type::list};
  for (const std::size_t i : order) list.push_back(finding(i));
  return list;
}

Data CaseLists::finding(std::size_t i) const {
  const CaseResult& c = run_.cases[i];
  const Rule* rule = deciding_rule(c);
  Data data;
  data.set("anchor", anchor(i));
  data.set("id", one_line(c.id, 200));
  data.set("verdict", std::string(name(c.verdict)));
  data.set("level", text_or_nothing(broken_level(c)));
  data.set("section", one_line(rule == nullptr ? suite_name(c) : section_title(*rule), 200));
  data.set("url", text_or_nothing(rule == nullptr ? "" : section_url(*rule)));
  data.set("known", is_known(run_, c));
  data.set("title", text_or_nothing(c.title));
  data.set("message", headline(run_, c, 1000));
  data.set("body", evidence_html(c));
  return data;
}

Data CaseLists::blocked() const {
  std::map<std::string, std::vector<std::size_t>> reasons;
  for (std::size_t i = 0; i < run_.cases.size(); ++i) {
    if (run_.cases[i].verdict == Verdict::blocked) reasons[message_of(run_.cases[i], 300)].push_back(i);
  }
  Data list{Data::type::list};
  for (const auto& [reason, cases] : reasons) {
    Data data;
    data.set("number", std::to_string(cases.size()));
    data.set("reason", reason);
    data.set("cases", links(cases));
    list.push_back(data);
  }
  return list;
}

Data CaseLists::links(const std::vector<std::size_t>& cases) const {
  Data list{Data::type::list};
  for (const std::size_t i : cases) {
    Data link;
    link.set("anchor", anchor(i));
    link.set("id", one_line(run_.cases[i].id, 200));
    link.set("verdict", std::string(name(run_.cases[i].verdict)));
    list.push_back(link);
  }
  return list;
}

Data CaseLists::suites() const {
  struct Suite {
    std::string name;
    Tally tally;
    Data cases{Data::type::list};
  };
  std::vector<Suite> suites;
  std::map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < run_.cases.size(); ++i) {
    const CaseResult& c = run_.cases[i];
    const auto [place, is_new] = places.try_emplace(c.group, suites.size());
    if (is_new) suites.push_back({.name = one_line(suite_name(c), 200)});
    suites[place->second].tally.add(c.verdict, false);
    suites[place->second].cases.push_back(row(i));
  }
  Data list{Data::type::list};
  for (const Suite& suite : suites) {
    Data data;
    data.set("name", suite.name);
    data.set("counts", suite.tally.words());
    data.set("cases", suite.cases);
    list.push_back(data);
  }
  return list;
}

Data CaseLists::row(std::size_t i) const {
  const CaseResult& c = run_.cases[i];
  const bool above = stands_with_findings(run_, c);
  Data data;
  data.set("row", "case:" + anchors_[i]);
  data.set("above", above ? Data(anchor(i)) : Data(false));
  data.set("verdict", std::string(name(c.verdict)));
  data.set("level", level_of_verdict(c));
  data.set("level_group", std::string(level_of(c)));
  std::string rules;
  for (const Rule& rule : c.rules) rules += (rules.empty() ? "" : " ") + one_line(rule.id, 100);
  data.set("rules", rules);
  data.set("rfc", rfc_of(c));
  data.set("id", one_line(c.id, 200));
  data.set("title", text_or_nothing(c.title));
  data.set("said", c.verdict == Verdict::pass ? one_line(c.title, 300) : message_of(c, 300));
  data.set("ms", fmt::format("{:.0f} ms", c.seconds * 1000));
  data.set("body", above ? "" : evidence_html(c));
  return data;
}

Data CaseLists::sections() const {
  Data list{Data::type::list};
  for (const auto& [section, counts] : tally_.by_section) {
    Data numbers{Data::type::list};
    for (const auto& [verdict, mark, ascii_mark, meaning] : kVerdictMeanings) {
      if (tally_.all[verdict] == 0) continue;
      Data number;
      number.set("verdict", std::string(name(verdict)));
      number.set("number", counts[verdict] == 0 ? "" : std::to_string(counts[verdict]));
      numbers.push_back(number);
    }
    Data data;
    data.set("section", section);
    data.set("numbers", numbers);
    data.set("kept", std::to_string(counts.kept()));
    data.set("asked", std::to_string(counts.asked()));
    list.push_back(data);
  }
  return list;
}

Data CaseLists::requirements() const {
  std::map<std::string, std::pair<const Rule*, std::vector<std::size_t>>> by_id;
  for (std::size_t i = 0; i < run_.cases.size(); ++i) {
    for (const Rule& rule : run_.cases[i].rules) {
      auto& [known, cases] = by_id[rule.id];
      known = &rule;
      if (cases.empty() || cases.back() != i) cases.push_back(i);
    }
  }
  Data list{Data::type::list};
  for (const auto& [id, entry] : by_id) {
    Data data;
    data.set("id", one_line(id, 100));
    data.set("url", text_or_nothing(section_url(*entry.first)));
    data.set("level", one_line(entry.first->level, 20));
    data.set("statement", clean(entry.first->statement));
    data.set("cases", links(entry.second));
    list.push_back(data);
  }
  return list;
}

}  // namespace smtpspec::reports
