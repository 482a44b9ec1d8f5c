#include "reference/receiver/conduct.hpp"

#include "reference/receiver/word_list.hpp"

namespace smtpspec::receiver {

namespace {

bool is_lawful(Standing standing) { return standing < Standing::risk; }

/// All choices but the defaults for which `wanted` holds, in the order of the table.
template <class Wanted>
std::vector<Deviation> choices_where(Wanted wanted) {
  std::vector<Deviation> found;
  for (DecisionId id = 0; id < decisions().size(); ++id) {
    const Decision& decision = decisions()[id];
    for (std::uint8_t choice = 1; choice < decision.choices.size(); ++choice) {
      if (!wanted(decision.choices[choice].standing)) continue;
      found.push_back(
          {std::string(decision.name) + "=" + std::string(decision.choices[choice].name), id, choice});
    }
  }
  return found;
}

}  // namespace

Conduct Conduct::lenient() {
  Conduct conduct;
  for (DecisionId id = 0; id < decisions().size(); ++id) {
    const Choices& choices = decisions()[id].choices;
    for (std::uint8_t choice = 1; choice < choices.size(); ++choice) {
      if (!is_lawful(choices[choice].standing)) continue;
      conduct.set(id, choice);
      break;
    }
  }
  return conduct;
}

Conduct Conduct::rfc821() {
  static constexpr std::string_view kChoices[] = {"ehlo=502",
                                                  "send=unannounced",
                                                  "turn=taken",
                                                  "source-route=followed",
                                                  "route-in-reverse-path=rfc821",
                                                  "expn-user=250",
                                                  "too-many-recipients=552",
                                                  "moved-user=251",
                                                  "domain-limit=64",
                                                  "several-spaces=taken",
                                                  "vrfy-list=550",
                                                  "vrfy-unknown=550",
                                                  "full-mailbox=552",
                                                  "noop-with-argument=501"};
  Conduct conduct;
  for (const std::string_view name : kChoices) {
    const auto [decision, choice] = parse(name).value();
    conduct.set(decision, choice);
  }
  return conduct;
}

std::optional<std::pair<DecisionId, std::uint8_t>> Conduct::parse(std::string_view text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos) return std::nullopt;
  const auto id = find_decision(text.substr(0, equals));
  if (!id) return std::nullopt;
  const Choices& choices = decisions()[*id].choices;
  for (std::uint8_t choice = 0; choice < choices.size(); ++choice) {
    if (choices[choice].name == text.substr(equals + 1)) return std::pair{*id, choice};
  }
  return std::nullopt;
}

std::vector<std::string_view> requirements_of(const Deviation& deviation) {
  const Decision& decision = decisions()[deviation.decision];
  std::vector<std::string_view> all = {decision.requirement};
  append_words(decision.choices[deviation.choice].also, all);
  return all;
}

std::vector<Deviation> deviations() {
  return choices_where([](Standing standing) { return !is_lawful(standing); });
}

std::vector<Deviation> lawful_variants() { return choices_where(is_lawful); }

}  // namespace smtpspec::receiver
