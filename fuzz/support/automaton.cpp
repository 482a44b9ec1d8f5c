#include "fuzz/support/automaton.hpp"

#include <algorithm>
#include <utility>

namespace smtpspec::fuzz {

Automaton::Node Automaton::add() {
  links_.emplace_back();
  return static_cast<Node>(links_.size() - 1);
}

void Automaton::link(Node from, const Octets& octets, Node to) { links_[from].steps.push_back({octets, to}); }
void Automaton::link(Node from, Node to) { links_[from].free.push_back(to); }

bool Automaton::matches(std::string_view text) {
  if (sets_.empty()) {
    place({});
    place({kFirst});
  }
  Place at = kStart;
  for (const char octet : text) {
    const Place after = next_[at].after[static_cast<unsigned char>(octet)];
    at = after != kUnknown ? after : step(at, static_cast<unsigned char>(octet));
    if (at == kNowhere) return false;
  }
  return next_[at].last;
}

Automaton::Place Automaton::step(Place from, unsigned char octet) {
  Nodes reached;
  for (const Node node : *sets_[from]) {
    for (const Step& step : links_[node].steps) {
      if (step.octets[octet]) reached.push_back(step.to);
    }
  }
  const Place after = place(std::move(reached));
  return next_[from].after[octet] = after;
}

Automaton::Place Automaton::place(Nodes nodes) {
  close(nodes);
  const auto [known, is_new] = places_.emplace(std::move(nodes), static_cast<Place>(sets_.size()));
  if (is_new) {
    const Nodes& there = known->first;
    sets_.push_back(&there);
    next_.emplace_back().after.fill(kUnknown);
    next_.back().last = std::binary_search(there.begin(), there.end(), kLast);
  }
  return known->second;
}

/// Adds what can be reached with no octet.
void Automaton::close(Nodes& nodes) const {
  std::vector<bool> there(links_.size());
  for (const Node node : nodes) there[node] = true;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    for (const Node next : links_[nodes[i]].free) {
      if (!there[next]) nodes.push_back(next);
      there[next] = true;
    }
  }
  std::sort(nodes.begin(), nodes.end());
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
}

}  // namespace smtpspec::fuzz
