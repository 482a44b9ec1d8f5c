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

bool Automaton::matches(std::string_view text) { return follow(text).first->last; }
std::size_t Automaton::begun(std::string_view text) { return follow(text).second; }

std::pair<Automaton::Place*, std::size_t> Automaton::follow(std::string_view text) {
  if (start_ == nullptr) {
    start_ = place({kFirst});
    nowhere_ = place({});
  }
  Place* at = start_;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto octet = static_cast<unsigned char>(text[i]);
    Place*& after = at->after[octet];
    if (after == nullptr) after = step(*at, octet);
    at = after;
    if (at == nowhere_) return {at, i};
  }
  return {at, text.size()};
}

Automaton::Place* Automaton::step(const Place& from, unsigned char octet) {
  Nodes reached;
  for (const Node node : *from.nodes) {
    for (const Step& step : links_[node].steps) {
      if (step.octets[octet]) reached.push_back(step.to);
    }
  }
  return place(std::move(reached));
}

Automaton::Place* Automaton::place(Nodes nodes) {
  close(nodes);
  const auto [known, is_new] = places_.try_emplace(std::move(nodes));
  auto& [there, place] = *known;
  if (is_new) {
    place.nodes = &there;
    place.last = std::binary_search(there.begin(), there.end(), kLast);
  }
  return &place;
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
