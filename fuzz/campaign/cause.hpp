#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace smtpspec::campaign {

/// A place in our code, on the way to what is wrong; the innermost first.
struct Frame {
  std::string function;
  std::string place;  ///< "reference/syntax/path.cpp:12:3"
};

/// Why an input is a finding; all text in one line, and well-formed. Two findings of a target are the same
/// one if their causes have one name.
struct Cause {
  /// The property that is broken, or the error of a sanitizer with the function of ours it was found in.
  std::string claim;
  std::vector<Frame> stack;
  /// The claim as a file name.
  std::string name() const;
};

/// A line of a target that dies: it breaks a property, or a sanitizer or libFuzzer reports an error.
bool says_what_is_wrong(std::string_view line);

/// From a report, which begins with such a line. Octets in it may be any.
Cause cause_of(std::string_view report);

}  // namespace smtpspec::campaign
