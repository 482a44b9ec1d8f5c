#include "fuzz/support/abnf.hpp"

#include "fuzz/support/require.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <utility>

namespace smtpspec::fuzz {
namespace {

constexpr std::size_t kAny = std::numeric_limits<std::size_t>::max();

bool is_letter(char c) { return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z'); }
bool is_number(char c) { return '0' <= c && c <= '9'; }
bool same_letter(char a, char b) { return a == b || (is_letter(a) && (a ^ b) == ('a' ^ 'A')); }
bool same_text(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), same_letter);
}

}  // namespace

/// Reads the elements of one rule (RFC 5234 §4).
class Grammar::Reader {
 public:
  Reader(std::string_view text, const Grammar& grammar) : text_(text), grammar_(grammar) {}

  Element read() {
    Element element = alternation();
    skip();
    require(text_.empty(), "the ABNF can be read");
    return element;
  }

 private:
  std::string_view text_;
  const Grammar& grammar_;

  void skip() {
    while (!text_.empty()) {
      if (text_.front() == ';') {
        text_.remove_prefix(std::min(text_.find('\n'), text_.size()));
      } else if (text_.front() == ' ' || text_.front() == '\n') {
        text_.remove_prefix(1);
      } else {
        return;
      }
    }
  }
  bool take(char octet) {
    skip();
    if (!text_.starts_with(octet)) return false;
    text_.remove_prefix(1);
    return true;
  }
  void expect(char octet) { require(take(octet), "the ABNF is complete"); }
  bool take_number(std::size_t& number, int base) {
    const auto read = std::from_chars(text_.data(), text_.data() + text_.size(), number, base);
    if (read.ec != std::errc{}) return false;
    text_.remove_prefix(static_cast<std::size_t>(read.ptr - text_.data()));
    return true;
  }

  Element alternation() {
    Element choice{.kind = Element::Kind::choice};
    do choice.parts.push_back(concatenation());
    while (take('/'));
    return choice.parts.size() == 1 ? std::move(choice.parts.front()) : choice;
  }

  Element concatenation() {
    Element sequence;
    for (skip(); !text_.empty() && std::string_view("/)]").find(text_.front()) == std::string_view::npos;
         skip()) {
      sequence.parts.push_back(repetition());
    }
    return sequence.parts.size() == 1 ? std::move(sequence.parts.front()) : sequence;
  }

  Element repetition() {
    Element repeated{.kind = Element::Kind::repetition};
    const bool numbered = take_number(repeated.least, 10);
    if (text_.starts_with('*')) {
      text_.remove_prefix(1);
      if (!take_number(repeated.most, 10)) repeated.most = kAny;
    } else if (numbered) {
      repeated.most = repeated.least;
    } else {
      return element();
    }
    repeated.parts.push_back(element());
    return repeated;
  }

  Element element() {
    if (take('(')) return closed(alternation(), ')');
    if (take('[')) {
      Element optional{.kind = Element::Kind::repetition, .most = 1};
      optional.parts.push_back(closed(alternation(), ']'));
      return optional;
    }
    if (take('"')) {
      Element literal{.kind = Element::Kind::text};
      literal.text = text_.substr(0, text_.find('"'));
      text_.remove_prefix(std::min(literal.text.size() + 1, text_.size()));
      return literal;
    }
    if (take('%')) return octets();
    const auto ends = std::find_if_not(text_.begin(), text_.end(),
                                       [](char c) { return is_letter(c) || is_number(c) || c == '-'; });
    const std::string_view name = text_.substr(0, static_cast<std::size_t>(ends - text_.begin()));
    text_.remove_prefix(name.size());
    return {.kind = Element::Kind::rule, .rule = grammar_.find(name)};
  }
  Element closed(Element element, char bracket) {
    expect(bracket);
    return element;
  }

  /// %d33, %x41-5A
  Element octets() {
    const int base = text_.starts_with('d') ? 10 : 16;
    text_.remove_prefix(1);
    std::size_t low = 0;
    require(take_number(low, base), "a number follows %d or %x");
    std::size_t high = low;
    if (text_.starts_with('-')) {
      text_.remove_prefix(1);
      require(take_number(high, base), "a range has an end");
    }
    require(low <= high && high < 256, "a range is one of octets");
    Element octet{.kind = Element::Kind::octet};
    for (; low <= high; ++low) octet.octets.set(low);
    return octet;
  }
};

Grammar::Grammar(std::string_view rules) {
  std::vector<std::pair<std::string_view, std::string_view>> definitions;
  while (!rules.empty()) {
    std::size_t end = 0;
    do end = std::min(rules.find('\n', end), rules.size() - 1) + 1;
    while (end < rules.size() && (rules[end] == ' ' || rules[end] == '\n'));
    const std::string_view definition = rules.substr(0, end);
    rules.remove_prefix(end);
    if (definition.front() == '\n' || definition.front() == ';') continue;
    const std::string_view name = definition.substr(0, definition.find(' '));
    std::string_view elements = definition.substr(std::min(definition.find('='), definition.size() - 1) + 1);
    if (!elements.starts_with('/')) {
      require(std::none_of(definitions.begin(), definitions.end(),
                           [&](const auto& earlier) { return same_text(earlier.first, name); }),
              "the ABNF has no rule twice");
      rules_.push_back({.name = std::string(name), .element = {}});
    }
    elements.remove_prefix(elements.starts_with('/') ? 1 : 0);
    definitions.emplace_back(name, elements);
  }
  for (const auto& [name, elements] : definitions) {
    Element& element = rules_[find(name)].element;
    if (element.parts.empty() && element.kind == Element::Kind::sequence) {
      element = Reader(elements, *this).read();
    } else {
      Element both{.kind = Element::Kind::choice};
      both.parts.push_back(std::move(element));
      both.parts.push_back(Reader(elements, *this).read());
      element = std::move(both);
    }
  }
}

std::size_t Grammar::find(std::string_view name) const {
  const auto rule = std::find_if(rules_.begin(), rules_.end(),
                                 [&](const Rule& each) { return same_text(each.name, name); });
  if (rule == rules_.end()) fail("the ABNF has a rule for " + std::string(name));
  return static_cast<std::size_t>(rule - rules_.begin());
}

void Grammar::link(Automaton& automaton, Node from, const Element& element, Node to) const {
  switch (element.kind) {
    case Element::Kind::octet:
      return automaton.link(from, element.octets, to);
    case Element::Kind::text:
      return link_text(automaton, from, element.text, to);
    case Element::Kind::rule:
      return link(automaton, from, rules_[element.rule].element, to);
    case Element::Kind::choice:
      for (const Element& part : element.parts) link(automaton, from, part, to);
      return;
    case Element::Kind::sequence:
      for (const Element& part : element.parts) {
        const Node next = automaton.add();
        link(automaton, std::exchange(from, next), part, next);
      }
      return automaton.link(from, to);
    case Element::Kind::repetition:
      return link_repetition(automaton, from, element, to);
  }
}

void Grammar::link_text(Automaton& automaton, Node from, std::string_view text, Node to) const {
  for (const char letter : text) {
    Automaton::Octets octets;
    for (int c = 0; c < 256; ++c)
      octets[static_cast<std::size_t>(c)] = same_letter(letter, static_cast<char>(c));
    const Node next = automaton.add();
    automaton.link(std::exchange(from, next), octets, next);
  }
  automaton.link(from, to);
}

/// In nodes of its own: nobody else enters or leaves on the way.
void Grammar::link_repetition(Automaton& automaton, Node from, const Element& element, Node to) const {
  const Element& part = element.parts.front();
  Node at = automaton.add();
  automaton.link(from, at);
  for (std::size_t times = 0; times < (element.most == kAny ? element.least : element.most); ++times) {
    if (times >= element.least) automaton.link(at, to);
    const Node next = automaton.add();
    link(automaton, std::exchange(at, next), part, next);
  }
  if (element.most == kAny) link(automaton, at, part, at);
  automaton.link(at, to);
}

Automaton& Grammar::automaton(std::string_view rule) const {
  auto known = automata_.find(rule);
  if (known == automata_.end()) {
    known = automata_.try_emplace(std::string(rule)).first;
    link(known->second, Automaton::kFirst, rules_[find(rule)].element, Automaton::kLast);
  }
  return known->second;
}

}  // namespace smtpspec::fuzz
