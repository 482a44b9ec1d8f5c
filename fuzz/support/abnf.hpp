#pragma once

#include "fuzz/support/automaton.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace smtpspec::fuzz {

/// A grammar in ABNF (RFC 5234): it knows what its rules say and nothing else, so that a parser can be held
/// against the text of a standard. Every way through the rules is followed at once, so the order of
/// alternatives does not matter and the time is bounded. Rules may not be recursive.
class Grammar {
 public:
  /// `rules`: NAME "=" ELEMENTS or NAME "=/" ELEMENTS, each at the beginning of a line; what goes on is
  /// indented. A mistake in them is a property broken.
  explicit Grammar(std::string_view rules);
  /// The rule gives the whole of `text`. Not for two threads at once: what was worked out is kept.
  bool matches(std::string_view rule, std::string_view text) const { return automaton(rule).matches(text); }
  /// How many octets of `text` begin something that the rule gives.
  std::size_t begun(std::string_view rule, std::string_view text) const {
    return automaton(rule).begun(text);
  }

 private:
  class Reader;

  struct Element {
    enum class Kind : std::uint8_t { octet, text, rule, sequence, choice, repetition } kind = Kind::sequence;
    Automaton::Octets octets;    // octet: one of these
    std::string text;            // text: without regard to case
    std::size_t rule = 0;        // rule: its index
    std::vector<Element> parts;  // sequence, choice, repetition (of one)
    std::size_t least = 0, most = 0;
  };
  struct Rule {
    std::string name;
    Element element;
  };
  using Node = Automaton::Node;

  std::vector<Rule> rules_;
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  mutable std::unordered_map<std::string, Automaton, Hash, std::equal_to<>> automata_;  // of rules asked for

  std::size_t find(std::string_view name) const;
  Automaton& automaton(std::string_view rule) const;
  void link(Automaton& automaton, Node from, const Element& element, Node to) const;
  void link_text(Automaton& automaton, Node from, std::string_view text, Node to) const;
  void link_repetition(Automaton& automaton, Node from, const Element& element, Node to) const;
};

}  // namespace smtpspec::fuzz
