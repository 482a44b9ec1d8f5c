#include "harness/language/lint_rules.hpp"
#include "harness/language/selection.hpp"
#include "harness/language/suggest.hpp"
#include "harness/language/walk.hpp"

#include <algorithm>
#include <set>

namespace smtpspec::language::rules {
namespace {

constexpr std::size_t kLongestTitle = 100;

bool asks(const Step& step) {
  if (const auto* handshake = std::get_if<TlsHandshake>(&step.what)) return !handshake->alternatives.empty();
  if (const auto* auth = std::get_if<Auth>(&step.what)) return !auth->alternatives.empty();
  return std::holds_alternative<Question>(step.what) || std::holds_alternative<Outcome>(step.what) ||
         std::holds_alternative<Delivered>(step.what);
}

struct Used {
  std::set<std::string, std::less<>> octets, variables;
};

Used used_names(const Scenario& scenario) {
  Used out;
  for_each_piece(scenario, [&](const Piece& piece) {
    if (piece.kind == Piece::Kind::named) out.octets.insert(piece.name);
  });
  for_each_hole(scenario, [&](const Hole& hole) {
    auto& names = hole.function == "length" ? out.octets : out.variables;
    names.insert(hole.arguments.begin(), hole.arguments.end());
  });
  return out;
}

}  // namespace

void requirements(const Scenario& scenario, const Catalogue& catalogue, Findings& out) {
  const std::vector<std::string> cited = requirements_of(scenario);
  for (const std::string& id : cited) {
    if (catalogue.contains(id)) continue;
    std::vector<std::string_view> words;
    for (const auto& [known, row] : catalogue) words.push_back(known);
    out.push_back({scenario.at, id, "the catalogue has no requirement '" + id + "'", suggest(id, words)});
  }
}

void shape(const Scenario& scenario, Findings& out) {
  if (std::none_of(scenario.steps.begin(), scenario.steps.end(), asks)) {
    out.push_back({scenario.at, scenario.id, "nothing is asked: this scenario can only pass or be blocked",
                   "a question is S?, outcome, delivered, or tls or auth with alternatives"});
  }
  if (scenario.title.size() > kLongestTitle) {
    out.push_back(
        {scenario.at, scenario.title, "a title of more than 100 characters", "the reason belongs into why"});
  }
  const Used used = used_names(scenario);
  for (const NamedOctets& named : scenario.octets) {
    if (!used.octets.contains(named.name))
      out.push_back({named.at, named.name, "octets '" + named.name + "' are never used", ""});
  }
  if (scenario.variants.empty()) return;
  const Variant& first = scenario.variants.front();
  for (const auto& [key, value] : first.values) {
    if (!used.variables.contains(key))
      out.push_back({first.at, key, "'" + key + "' is given by the variants and never used", ""});
  }
}

}  // namespace smtpspec::language::rules
