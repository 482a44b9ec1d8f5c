#include "harness/language/selection.hpp"

#include "harness/language/ascii.hpp"

#include <algorithm>

namespace smtpspec::language {
namespace {

bool contains(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// "rfc5321/4.5" begins "rfc5321/4.5.2-transparency", and "rfc5321/4.1.1.1" does not begin
// "rfc5321/4.1.1.10-quit".
bool begins_group(std::string_view selector, std::string_view group) {
  if (!group.starts_with(selector)) return false;
  const std::string_view rest = group.substr(selector.size());
  return rest.empty() || selector.ends_with('/') ||
         std::string_view("/.-").find(rest.front()) != std::string_view::npos;
}

bool names_case(std::string_view selector, const Scenario& scenario, const Variant* variant) {
  return glob_matches(selector, scenario.id) || glob_matches(selector, case_id(scenario, variant));
}

bool names(std::string_view selector, const Suite& suite, const Scenario& scenario, const Variant* variant) {
  return begins_group(selector, suite.group) || glob_matches(selector, suite.group) ||
         names_case(selector, scenario, variant) || contains(requirements_of(scenario), selector) ||
         (selector.ends_with(".smtp") && suite.file.ends_with(selector));
}

std::string normal_level(std::string_view word) {
  std::string out;
  for (const char c : word) out += c == '-' || c == '_' ? ' ' : upper(c);
  return out;
}

bool has_level(const Selection& selection, const Catalogue& catalogue, const Scenario& scenario) {
  if (selection.levels.empty()) return true;
  const auto row = scenario.checks.empty() ? catalogue.end() : catalogue.find(scenario.checks.front());
  return row != catalogue.end() && has_level(selection, row->second);
}

bool has_tag(const std::vector<std::string>& tags, const Scenario& scenario) {
  return tags.empty() || std::any_of(tags.begin(), tags.end(),
                                     [&](const std::string& tag) { return contains(scenario.tags, tag); });
}

bool selects_case(const Selection& selection, const Suite& suite, const Scenario& scenario,
                  const Variant* variant) {
  const auto is_named = [&](const std::string& selector) {
    return names(selector, suite, scenario, variant);
  };
  const auto is_excluded = [&](const std::string& word) {
    return contains(scenario.tags, word) || is_named(word);
  };
  return (selection.selectors.empty() ||
          std::any_of(selection.selectors.begin(), selection.selectors.end(), is_named)) &&
         std::none_of(selection.excludes.begin(), selection.excludes.end(), is_excluded);
}

void cites(const std::vector<Alternative>& alternatives, std::vector<std::string>& out) {
  for (const Alternative& alternative : alternatives) out.push_back(alternative.cites);
}

}  // namespace

bool has_level(const Selection& selection, const Requirement& row) {
  const std::string level = normal_level(shown_level(row));
  return selection.levels.empty() ||
         std::any_of(selection.levels.begin(), selection.levels.end(), [&](const std::string& wanted) {
           const std::string word = normal_level(wanted);
           return level == word || level == word + " NOT";
         });
}

bool glob_matches(std::string_view pattern, std::string_view text) {
  // The classic two-pointer walk: on a mismatch, the last * takes one octet more.
  std::size_t p = 0, t = 0, star = std::string_view::npos, star_text = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      star_text = t;
    } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == text[t])) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++star_text;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

std::string case_id(const Scenario& scenario, const Variant* variant) {
  return variant == nullptr ? scenario.id : scenario.id + "/" + variant->name;
}

std::vector<std::string> requirements_of(const Scenario& scenario) {
  std::vector<std::string> out = scenario.checks;
  for (const Step& step : scenario.steps) {
    if (const auto* question = std::get_if<Question>(&step.what)) cites(question->alternatives, out);
    if (const auto* handshake = std::get_if<TlsHandshake>(&step.what)) cites(handshake->alternatives, out);
    if (const auto* auth = std::get_if<Auth>(&step.what)) cites(auth->alternatives, out);
    if (const auto* outcome = std::get_if<Outcome>(&step.what)) {
      for (const OutcomeRow& row : outcome->rows) out.push_back(row.cites);
    }
  }
  // Each once, where it stands first.
  std::vector<std::string> seen;
  for (std::string& requirement : out) {
    if (!requirement.empty() && !contains(seen, requirement)) seen.push_back(std::move(requirement));
  }
  return seen;
}

bool selects(const Selection& selection, const Catalogue& catalogue, const Suite& suite,
             const Scenario& scenario, const Variant* variant) {
  if (!has_level(selection, catalogue, scenario) || !has_tag(selection.tags, scenario)) return false;
  if (variant != nullptr || scenario.variants.empty())
    return selects_case(selection, suite, scenario, variant);
  return std::any_of(scenario.variants.begin(), scenario.variants.end(),
                     [&](const Variant& one) { return selects_case(selection, suite, scenario, &one); });
}

std::vector<std::string> selectable(const std::vector<Suite>& suites) {
  std::vector<std::string> out;
  for (const Suite& suite : suites) {
    out.push_back(suite.group);
    for (const Scenario& scenario : suite.scenarios) {
      out.push_back(scenario.id);
      for (const Variant& variant : scenario.variants) out.push_back(case_id(scenario, &variant));
      for (std::string& requirement : requirements_of(scenario)) out.push_back(std::move(requirement));
    }
  }
  return out;
}

bool names_something(std::string_view selector, const Suite& suite) {
  return std::any_of(suite.scenarios.begin(), suite.scenarios.end(), [&](const Scenario& scenario) {
    if (scenario.variants.empty()) return names(selector, suite, scenario, nullptr);
    return std::any_of(scenario.variants.begin(), scenario.variants.end(),
                       [&](const Variant& variant) { return names(selector, suite, scenario, &variant); });
  });
}

bool is_level(std::string_view word) {
  const std::string wanted = normal_level(word);
  for (int i = 0; i <= static_cast<int>(Level::advice); ++i) {
    if (normal_level(name(static_cast<Level>(i))) == wanted) return true;
  }
  return false;
}

}  // namespace smtpspec::language
