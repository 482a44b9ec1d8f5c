#pragma once

#include "reference/receiver/effect.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace smtpspec::receiver {

/// How good a choice is. Order: better first. `fail` and `risk` are unlawful or unwise: they make a
/// deviation.
enum class Standing : std::uint8_t { pass, note, warn, risk, fail };

/// The reply that a choice gives, and what it does. A choice without a code is no reply: the next decision is
/// put.
struct Answer {
  std::uint16_t code = 0;
  std::string_view enhanced = {};  ///< "5.5.1"; empty for none (RFC 2034 §4)
  /// Lines separated by LF. {host} {argument} {mailbox} {members} and so on stand for what they say
  /// (reply_text.cpp).
  std::string_view text = {};
  Effects effects = effect::none;
};

/// One choice a receiver can make at a decision.
struct Choice {
  std::string_view name;  ///< "keeps-sender"
  Standing standing = Standing::pass;
  std::string_view meaning = {};  ///< in words, shown by `explain` and the docs
  Answer answer = {};
  std::string_view imitates = {};  ///< the real server or CVE it imitates; empty for none
  std::string_view also =
      {};  ///< what it breaks beside the requirement of the decision: ids, parted by spaces
};

/// The choices of a decision: a short list that can stand in a constexpr table.
class Choices {
 public:
  static constexpr std::size_t kMost = 8;
  constexpr Choices(std::initializer_list<Choice> choices)
      : size_(static_cast<std::uint8_t>(choices.size())) {
    std::copy(choices.begin(), choices.end(), list_.begin());
  }
  constexpr std::uint8_t size() const { return size_; }
  constexpr const Choice* begin() const { return list_.data(); }
  constexpr const Choice* end() const { return list_.data() + size_; }
  constexpr const Choice& operator[](std::size_t i) const { return list_[i]; }

 private:
  std::array<Choice, kMost> list_{};
  std::uint8_t size_;
};

/// The rows of the table in decisions.hpp, in its order; the value is the index of the row.
using DecisionId = std::uint16_t;

/// A point where a receiver chooses. The table is the only place that lists them.
struct Decision {
  std::string_view name;         ///< "rset-clears"
  std::string_view requirement;  ///< "RFC5321-4.1.1.5-a"
  std::string_view question;     ///< in words
  Choices choices;               ///< the first is the default and has Standing::pass
};

/// The whole table, in the order of the stages.
std::span<const Decision> decisions();
std::optional<DecisionId> find_decision(std::string_view name);

inline constexpr std::size_t kMaxDecisions = 320;
using DecisionSet = std::bitset<kMaxDecisions>;

/// Decision -> choice. Conforming by default. A regular value.
class Conduct {
 public:
  /// Takes the other lawful choice wherever there is one.
  static Conduct lenient();
  /// A receiver of 1982: no EHLO; SEND, SOML, SAML and TURN; source routes followed and rewritten.
  static Conduct rfc821();
  std::uint8_t operator[](DecisionId id) const { return choice_[id]; }
  void set(DecisionId id, std::uint8_t choice) {
    choice_[id] = choice;
    changed_.set(id, choice != 0);
  }
  /// Where the choice is not the default.
  const DecisionSet& changed() const { return changed_; }
  /// "decision=choice"; nothing if there is no such decision or choice.
  static std::optional<std::pair<DecisionId, std::uint8_t>> parse(std::string_view text);
  bool operator==(const Conduct&) const = default;

 private:
  std::array<std::uint8_t, kMaxDecisions> choice_{};
  DecisionSet changed_;
};

/// One choice other than the default, by the name `decision=choice` that `serve --deviation` takes.
struct Deviation {
  std::string name;
  DecisionId decision = 0;
  std::uint8_t choice = 0;
};
/// What it breaks (or, where it is lawful, speaks of): the requirement of the decision, and what the choice
/// says beside it.
std::vector<std::string_view> requirements_of(const Deviation& deviation);
/// Every unlawful (fail or risk) choice of the table.
std::vector<Deviation> deviations();
/// Each lawful (note or warn) choice in turn, all else conforming.
std::vector<Deviation> lawful_variants();

}  // namespace smtpspec::receiver
