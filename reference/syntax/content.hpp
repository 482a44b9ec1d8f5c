#pragma once

#include "reference/syntax/content_rules.hpp"
#include "reference/syntax/content_writer.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace smtpspec::syntax {

enum class ContentStatus : std::uint8_t {
  more,            ///< all input was taken; the content is not finished
  end,             ///< the end of the content was taken; what is left of the input are commands
  refused_resume,  ///< by the rules: refuse now, and read what is left of the input as commands
  closes,          ///< by the rules: refuse now, and close
};

/// Reads the content of one message behind 354. Cut-invariant; holds no octets but a few pending ones; a
/// regular value.
class ContentReader {
 public:
  /// Takes octets from the front of `input` and appends the content they carry to `content` (never more than
  /// `rules.size_limit` octets a message in all). Called until the status is not `more`.
  ContentStatus read(std::string_view& input, const ContentRules& rules, std::string& content);
  /// Octets of content so far, as they would be kept without a limit.
  std::uint64_t size() const { return writer_.size(); }
  /// What was seen so far: bits of ContentFault.
  std::uint8_t faults() const { return writer_.faults(); }
  bool has(ContentFault fault) const { return writer_.has(fault); }
  /// A dot stood between these: the rules were asked, whatever they said.
  bool met(BeforeDot before, AfterDot after) const { return (met_ >> cell(before, after) & 1U) != 0; }
  /// A dot that did not end the content began a line.
  bool leading_dot() const { return leading_dot_; }
  bool operator==(const ContentReader&) const = default;

 private:
  enum class State : std::uint8_t { line_begins, text, cr, dot, dot_cr, dot_cr_cr, dot_nul, dot_nul_cr };

  State state_ = State::line_begins;
  BeforeDot before_ = BeforeDot::start;
  bool leading_dot_ = false;
  std::uint32_t met_ = 0;  // bits of cell()
  ContentWriter writer_;

  static constexpr std::size_t cell(BeforeDot before, AfterDot after) {
    return static_cast<std::size_t>(before) * kAfterDots + static_cast<std::size_t>(after);
  }

  class Pass;  // one call of read(), with its rules
};

}  // namespace smtpspec::syntax
