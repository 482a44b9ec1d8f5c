#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "fuzz/adapter/smtpspec_fuzz.h"

namespace smtpspec::fuzz {

/// The two views of one input.
struct Views {
  std::string ours;
  std::string theirs;
};

/// Compares what a parser says of one input in one of its parts, and reports where the two differ.
class Comparison {
 public:
  /// `part` is what was asked: "mailbox". `traits` are what is special in the input ("a quoted pair"): they
  /// name a disagreement, so that one that is known can be told from one that is not.
  Comparison(const smtpspec_parser& parser, std::string_view part, std::string_view input,
             std::vector<std::string_view> traits);

  /// The two differ in `what` ("accepts", "domain differs"). Ends the process, but for what is known, and for
  /// a survey (SMTPSPEC_SURVEY set in the environment), which prints each name once and goes on.
  void differ(std::string_view what, const Views& views) const;
  void same(std::string_view what, std::string_view ours, std::string_view theirs) const;

 private:
  const smtpspec_parser& parser_;
  std::string_view part_;
  std::string_view input_;
  std::vector<std::string_view> traits_;
};

}  // namespace smtpspec::fuzz
