#pragma once

#include "harness/language/ast.hpp"
#include "harness/player/variables.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace smtpspec::player {

/// One write, and how long to wait before it.
struct TimedWrite {
  Millis pause{0};
  std::string octets;
  bool operator==(const TimedWrite&) const = default;
};

/// Fills in ${...} and turns pieces into octets. Both arguments must outlive it. What is unknown is left out
/// and remembered: look at missing() when done.
class Expander {
 public:
  /// What a single repetition may come to; beyond it, the rest is left out.
  static constexpr std::size_t kMostOctets = 64 * 1024 * 1024;
  enum class Repeat : std::uint8_t { as_written, once };

  /// Repeat::once serves to find out what is missing, without making the octets.
  Expander(const language::Scenario& scenario, const Variables& variables,
           Repeat repeat = Repeat::as_written);

  std::string text(const language::Template& text);
  std::string octets(const std::vector<language::Piece>& pieces);
  /// As octets(), cut where `gap`, `split` and `each` say so.
  std::vector<TimedWrite> writes(const std::vector<language::Piece>& pieces);

  /// The first variable that nobody knew; empty if all were known.
  const std::string& missing() const { return missing_; }

 private:
  const language::Scenario& scenario_;
  const Variables& variables_;
  Repeat repeat_;
  std::string missing_;

  Millis pause_of(const language::Piece& gap);
  std::string lookup(std::string_view name);
  std::string hole(const language::Hole& hole);
  std::string named(std::string_view name);
  std::string repeated(std::string_view count, const std::string& what);
  std::string octets(const language::Piece& piece);
};

/// RFC 3461 §4: what is not a printable character other than "+" and "=" becomes +HH.
std::string xtext(std::string_view octets);

}  // namespace smtpspec::player
