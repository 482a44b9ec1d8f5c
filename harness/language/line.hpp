#pragma once

#include "harness/language/ast.hpp"
#include "harness/language/diagnostic.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace smtpspec::language {

/// One line of a scenario file, read from left to right. An error is sticky: the first one is kept, and from
/// then on the line is at its end and every read gives something empty. So a reader of a line needs no error
/// paths of its own.
class Line {
 public:
  /// `text` must outlive the line.
  Line(std::string_view text, std::uint32_t number);

  /// Skips white space; false at the end of the line or at a comment.
  bool more();
  /// The next word, not consumed; empty at the end or where a string begins.
  std::string_view peek();
  /// The next word. `wanted` is what is expected, for the message: "a requirement".
  std::string_view word(std::string_view wanted);
  /// Consumes the next word if it is this one.
  bool take(std::string_view word);
  /// Consumes these octets if they stand here, whatever follows: "C:".
  bool take_prefix(std::string_view prefix);
  bool at_string();
  std::uint32_t number(std::string_view wanted);
  Millis duration();
  /// All that is left, comments included; white space around it is dropped.
  std::string_view text();
  /// Fails if anything is left.
  void end();

  /// Where the next word begins.
  Position next_at() {
    more();
    return here();
  }
  /// What has not been read yet, comments included.
  std::string_view rest() const { return text_.substr(offset_); }
  void advance(std::size_t octets) { offset_ += octets; }
  Position here() const { return {number_, static_cast<std::uint32_t>(offset_ + 1)}; }
  std::string_view source() const { return text_; }
  /// The octets between an earlier here() and now, without white space behind them.
  std::string_view since(Position start) const;

  void fail(Position at, std::size_t length, std::string what, std::string help = {});
  bool failed() const { return failure_.has_value(); }
  /// The first error, without the file's name.
  const std::optional<Diagnostic>& failure() const { return failure_; }

 private:
  std::string_view text_;
  std::uint32_t number_;
  std::size_t offset_ = 0;
  std::optional<Diagnostic> failure_;

  /// "found 'x'" or "the line ends here"
  std::string found();
  void fail_here(std::string_view wanted);
};

/// What a word looks like when it names something: a letter, then letters, digits, '-' or '_'.
bool is_name(std::string_view word);

}  // namespace smtpspec::language
