#pragma once

#include "reference/receiver/counsel.hpp"

#include <string_view>

namespace smtpspec::receiver {

/// Sees which questions about line ends the octets of command lines put, however they are cut.
class OctetWatch {
 public:
  /// `taken` went into command lines; it may be known to be one plain line (syntax::Line).
  void see(std::string_view taken, bool plain_line, Counsel& counsel);
  /// Octets of the line under way; 0 again when it is ended.
  std::size_t line_octets() const { return line_octets_; }
  void end_line() { line_octets_ = 0; }
  bool operator==(const OctetWatch&) const = default;

 private:
  std::size_t line_octets_ = 0;
  bool after_cr_ = false;
};

}  // namespace smtpspec::receiver
