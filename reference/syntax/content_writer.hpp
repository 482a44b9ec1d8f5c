#pragma once

#include "reference/syntax/content_rules.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace smtpspec::syntax {

/// Writes content as ContentRules want it kept: changes octets, cuts or folds long lines, stops at the size,
/// and counts. A regular value.
class ContentWriter {
 public:
  /// Octets of a line, its end apart.
  void write(std::string_view octets, const ContentRules& rules, std::string& content);
  void write_nul(const ContentRules& rules, std::string& content);
  void end_line(const ContentRules& rules, std::string& content);
  /// Lines with their ends, none of them over-long; at the beginning of a line.
  void write_lines(std::string_view lines, const ContentRules& rules, std::string& content) {
    keep(lines, rules, content);
  }
  /// Nothing of the current line was written or dropped.
  bool line_begins() const { return line_octets_ == 0 && !line_cut_; }
  /// A dot was taken away that counts for the length of its line.
  void count_dot() { ++line_octets_; }

  void note(ContentFault fault) { faults_ |= static_cast<std::uint8_t>(fault); }
  std::uint8_t faults() const { return faults_; }
  bool has(ContentFault fault) const { return (faults_ & static_cast<std::uint8_t>(fault)) != 0; }
  /// Octets so far, those beyond the size included.
  std::uint64_t size() const { return size_; }
  /// What may still be kept.
  std::uint64_t room(const ContentRules& rules) const {
    return size_ < rules.size_limit ? rules.size_limit - size_ : 0;
  }
  /// What the current line may still hold.
  std::uint64_t line_room(const ContentRules& rules) const {
    return line_octets_ < longest_line(rules) ? longest_line(rules) - line_octets_ : 0;
  }
  bool operator==(const ContentWriter&) const = default;

 private:
  std::uint8_t faults_ = 0;
  bool line_cut_ = false;          // the rest of the line is dropped
  std::uint64_t line_octets_ = 0;  // of the current line
  std::uint64_t size_ = 0;

  /// Without its CRLF.
  static std::size_t longest_line(const ContentRules& rules) { return rules.line_limit - 2; }
  void keep(std::string_view octets, const ContentRules& rules, std::string& content);
};

}  // namespace smtpspec::syntax
