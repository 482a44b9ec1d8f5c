#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace smtpspec::fuzz {

/// The two views of one input.
struct Views {
  std::string ours;
  std::string theirs;
};

/// One thing in which a parser and the reference differ.
struct Disagreement {
  std::string kind;                 ///< the part and what differs: "mailbox: accepts"
  std::vector<std::string> traits;  ///< what is special in the input ("a quoted pair"); never empty
  Views views;

  /// What an author calls it by who knows it: its kind, and the kind with each trait ("mailbox: accepts: a
  /// quoted pair").
  std::vector<std::string> names() const;
};
using Disagreements = std::vector<Disagreement>;
/// The trait of an input that has no other.
inline constexpr std::string_view kNothingSpecial = "nothing special";

/// The names with a trait, a line each, the input and the two views.
std::string text_of(const Disagreement& disagreement, std::string_view input);

/// Compares what a parser says of one input in one of its parts, and keeps where the two differ.
class Comparison {
 public:
  /// `part` is what was asked: "mailbox". `traits` are what is special in the input.
  Comparison(Disagreements& found, std::string_view part, const std::vector<std::string_view>& traits);

  /// The two differ in `what` ("accepts", "domain differs").
  void differ(std::string_view what, Views views) const;
  void same(std::string_view what, std::string_view ours, std::string_view theirs) const;

 private:
  Disagreements& found_;
  std::string_view part_;
  std::vector<std::string_view> traits_;
};

}  // namespace smtpspec::fuzz
