#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace smtpspec::fuzz {

/// A grammar in ABNF (RFC 5234), interpreted: it knows what its rules say and nothing else, so that a parser
/// can be held against the text of a standard. Every way through the rules is followed at once, so the order
/// of alternatives does not matter and the time is bounded. Rules may not be recursive.
class Grammar {
 public:
  /// A longer text is not judged. No command line is longer.
  static constexpr std::size_t kLongest = 2047;

  /// `rules`: NAME "=" ELEMENTS or NAME "=/" ELEMENTS, each at the beginning of a line; what goes on is
  /// indented. A mistake in them is a property broken.
  explicit Grammar(std::string_view rules);
  /// The rule gives the whole of `text`, which is no longer than kLongest.
  bool matches(std::string_view rule, std::string_view text) const;

 private:
  class Reader;
  class Positions;

  struct Element {
    enum class Kind : std::uint8_t { octet, text, rule, sequence, choice, repetition } kind = Kind::sequence;
    std::array<bool, 256> octets{};  // octet: one of these
    std::string text;                // text: without regard to case
    std::size_t rule = 0;            // rule: its index
    std::vector<Element> parts;      // sequence, choice, repetition (of one)
    std::size_t least = 0, most = 0;
  };
  struct Rule {
    std::string name;
    Element element;
  };
  std::vector<Rule> rules_;

  std::size_t find(std::string_view name) const;
  bool narrow(Element& element);
  Positions ends(const Element& element, std::string_view text, const Positions& begins) const;
  Positions repeated(const Element& element, std::string_view text, const Positions& begins) const;
};

}  // namespace smtpspec::fuzz
