#include "fuzz/support/abnf.hpp"

#include <algorithm>
#include <bit>
#include <charconv>
#include <limits>
#include <utility>

#include "fuzz/support/require.hpp"

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

/// A set of places in a text.
class Grammar::Positions {
 public:
  explicit Positions(std::size_t length) : words_(length / 64 + 1) {
    bits_[0] = 0;
    for (std::size_t i = 1; i < words_; ++i) bits_[i] = 0;
  }
  // One word is enough for most texts: no call of memcpy(), which AddressSanitizer would check.
  Positions(const Positions& other) : words_(other.words_) { take(other); }
  Positions& operator=(const Positions& other) {
    words_ = other.words_;
    take(other);
    return *this;
  }
  ~Positions() = default;

  void add(std::size_t position) { bits_[position / 64] |= std::uint64_t{1} << position % 64; }
  bool has(std::size_t position) const { return (bits_[position / 64] >> position % 64 & 1U) != 0; }
  /// Adds those of `others`; false if all of them were there.
  bool add(const Positions& others) {
    bool news = false;
    for (std::size_t i = 0; i < words_; ++i) {
      news |= (others.bits_[i] & ~bits_[i]) != 0;
      bits_[i] |= others.bits_[i];
    }
    return news;
  }
  bool empty() const {
    return std::all_of(bits_.begin(), bits_.begin() + static_cast<std::ptrdiff_t>(words_),
                       [](std::uint64_t word) { return word == 0; });
  }
  template <class Visit>
  void each(Visit visit) const {
    for (std::size_t i = 0; i < words_; ++i) {
      for (std::uint64_t word = bits_[i]; word != 0; word &= word - 1)
        visit(i * 64 + static_cast<std::size_t>(std::countr_zero(word)));
    }
  }

 private:
  std::array<std::uint64_t, kLongest / 64 + 1> bits_;  // as far as words_
  std::size_t words_;

  void take(const Positions& other) {
    bits_[0] = other.bits_[0];
    for (std::size_t i = 1; i < words_; ++i) bits_[i] = other.bits_[i];
  }
};

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
    std::fill(octet.octets.begin() + static_cast<std::ptrdiff_t>(low),
              octet.octets.begin() + static_cast<std::ptrdiff_t>(high) + 1, true);
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
  for (Rule& rule : rules_) narrow(rule.element);
}

std::size_t Grammar::find(std::string_view name) const {
  const auto rule = std::find_if(rules_.begin(), rules_.end(),
                                 [&](const Rule& each) { return same_text(each.name, name); });
  if (rule == rules_.end()) fail("the ABNF has a rule for " + std::string(name));
  return static_cast<std::size_t>(rule - rules_.begin());
}

/// What stands for one octet becomes that set of octets, which is looked up at once. True if it does.
bool Grammar::narrow(Element& element) {
  bool all_octets = true;
  for (Element& part : element.parts) all_octets &= narrow(part);
  Element set{.kind = Element::Kind::octet};
  switch (element.kind) {
    case Element::Kind::octet:
      return true;
    case Element::Kind::text:
      if (element.text.size() != 1) return false;
      for (int c = 0; c < 256; ++c)
        set.octets[static_cast<std::size_t>(c)] = same_letter(element.text.front(), static_cast<char>(c));
      break;
    case Element::Kind::rule:
      if (!narrow(rules_[element.rule].element)) return false;
      set = rules_[element.rule].element;
      break;
    case Element::Kind::choice:
      if (!all_octets) return false;
      for (const Element& part : element.parts) {
        for (std::size_t c = 0; c < 256; ++c) set.octets[c] |= part.octets[c];
      }
      break;
    case Element::Kind::sequence:
    case Element::Kind::repetition:
      return false;
  }
  element = std::move(set);
  return true;
}

Grammar::Positions Grammar::ends(const Element& element, std::string_view text,
                                 const Positions& begins) const {
  Positions found(text.size());
  switch (element.kind) {
    case Element::Kind::octet:
      begins.each([&](std::size_t at) {
        if (at < text.size() && element.octets[static_cast<unsigned char>(text[at])]) found.add(at + 1);
      });
      break;
    case Element::Kind::text:
      begins.each([&](std::size_t at) {
        if (same_text(text.substr(at, element.text.size()), element.text))
          found.add(at + element.text.size());
      });
      break;
    case Element::Kind::rule:
      return ends(rules_[element.rule].element, text, begins);
    case Element::Kind::choice:
      for (const Element& part : element.parts) found.add(ends(part, text, begins));
      break;
    case Element::Kind::sequence:
      found = begins;
      for (const Element& part : element.parts) {
        if (found.empty()) break;
        found = ends(part, text, found);
      }
      break;
    case Element::Kind::repetition:
      return repeated(element, text, begins);
  }
  return found;
}

Grammar::Positions Grammar::repeated(const Element& element, std::string_view text,
                                     const Positions& begins) const {
  const Element& part = element.parts.front();
  Positions found(text.size()), now = begins;
  for (std::size_t times = 0; !now.empty(); ++times) {
    if (times >= element.least && !found.add(now)) break;  // nothing new can follow
    if (times == element.most) break;
    now = ends(part, text, now);
  }
  return found;
}

bool Grammar::matches(std::string_view rule, std::string_view text) const {
  Positions begin(text.size());
  begin.add(0);
  return ends(rules_[find(rule)].element, text, begin).has(text.size());
}

}  // namespace smtpspec::fuzz
