#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

namespace smtpspec::fuzz {

/// A set of texts, told by the ways from the first node to the last. Recognising costs one step an octet: of
/// the sets of nodes that texts lead to, each is worked out when a text first leads there, and kept.
class Automaton {
 public:
  using Octets = std::bitset<256>;
  using Node = std::uint32_t;
  static constexpr Node kFirst = 0, kLast = 1;

  Automaton() : links_(2) {}
  Node add();
  /// From one node to another, with one of these octets.
  void link(Node from, const Octets& octets, Node to);
  /// With no octet.
  void link(Node from, Node to);
  /// A way from the first to the last spells the whole of `text`. From here nothing is linked any more.
  bool matches(std::string_view text);
  /// How many octets of `text` begin a text of the set, where each node has a way to the last.
  std::size_t begun(std::string_view text);

 private:
  struct Step {
    Octets octets;
    Node to;
  };
  struct Links {
    std::vector<Step> steps;
    std::vector<Node> free;
  };
  using Nodes = std::vector<Node>;  // sorted
  /// Where a text can be.
  struct Place {
    const Nodes* nodes = nullptr;
    bool last = false;
    std::array<Place*, 256> after{};  // null: not yet worked out
  };

  std::vector<Links> links_;
  std::map<Nodes, Place> places_;
  Place* start_ = nullptr;
  Place* nowhere_ = nullptr;

  /// Where a text leads, and by how many of its octets, if not by all.
  std::pair<Place*, std::size_t> follow(std::string_view text);
  Place* place(Nodes nodes);
  Place* step(const Place& from, unsigned char octet);
  void close(Nodes& nodes) const;
};

}  // namespace smtpspec::fuzz
