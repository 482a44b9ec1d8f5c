#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace smtpspec::receiver {

/// How good a choice is. Order: better first. `fail` and `risk` are unlawful or unwise: they make a deviation.
enum class Standing : std::uint8_t { pass, note, warn, risk, fail };

/// One choice a receiver can make at a decision.
struct Choice {
  std::string_view name;       ///< "keeps-sender"
  Standing standing;
  std::string_view meaning;    ///< in words, shown by `explain` and the docs
  std::string_view imitates;   ///< the real server or CVE it imitates; empty for none
};

/// The rows of the table in decisions.hpp, in its order; the value is the index of the row.
using DecisionId = std::uint16_t;

/// A point where a receiver chooses. The table is the only place that lists them.
struct Decision {
  std::string_view name;         ///< "rset-clears"
  std::string_view requirement;  ///< "RFC5321-4.1.1.5-a"
  std::string_view question;     ///< in words
  std::span<const Choice> choices;  ///< the first is the default and has Standing::pass
};

/// The whole table, in the order of the stages.
std::span<const Decision> decisions();
std::optional<DecisionId> find_decision(std::string_view name);

inline constexpr std::size_t kMaxDecisions = 256;
using DecisionSet = std::bitset<kMaxDecisions>;

/// Decision -> choice. Conforming by default. A regular value.
class Conduct {
 public:
  /// Takes the other lawful choice wherever there is one.
  static Conduct lenient();
  std::uint8_t operator[](DecisionId id) const { return choice_[id]; }
  void set(DecisionId id, std::uint8_t choice) { choice_[id] = choice; }
  /// "decision=choice"; nothing if there is no such decision or choice.
  static std::optional<std::pair<DecisionId, std::uint8_t>> parse(std::string_view text);
  bool operator==(const Conduct&) const = default;

 private:
  std::array<std::uint8_t, kMaxDecisions> choice_{};
};

/// One unlawful choice, by the name `decision=choice` that `serve --deviation` takes.
struct Deviation {
  std::string name;
  DecisionId decision = 0;
  std::uint8_t choice = 0;
};
/// Every unlawful (fail or risk) choice of the table.
std::vector<Deviation> deviations();

}  // namespace smtpspec::receiver
