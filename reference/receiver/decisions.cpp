#include "reference/receiver/decisions.hpp"

namespace smtpspec::receiver {

std::span<const Decision> decisions() { return table::kAll; }

std::optional<DecisionId> find_decision(std::string_view name) {
  for (DecisionId id = 0; id < decisions().size(); ++id) {
    if (decisions()[id].name == name) return id;
  }
  return std::nullopt;
}

}  // namespace smtpspec::receiver
