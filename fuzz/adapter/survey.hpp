#pragma once

#include "fuzz/adapter/disagreement.hpp"

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace smtpspec::fuzz {

/// Prints each disagreement once, made small, and goes on; writes its input to a file that has its name. One
/// whose traits are those of an earlier one and more is taken for the same. What the parser is given
/// meanwhile is kept in the file smaller-NAME: it is left there if the parser dies of it.
class Survey {
 public:
  /// Makes the folder for the files. Throws std::filesystem::filesystem_error if it cannot.
  explicit Survey(std::filesystem::path folder);

  /// Where the parser under test and the reference differ on an input of one part.
  using Disagree = std::function<Disagreements(std::string_view input)>;
  /// One of the disagreements on `input`, an input of the part that `choice` stands for.
  void add(const Disagreement& one, char choice, std::string_view input, const Disagree& disagree);
  /// Lists them. False if there were none.
  bool conclude() const;

 private:
  std::filesystem::path folder_;
  std::unordered_set<std::string> seen_;  ///< as they came; hashed, since libFuzzer learns what is compared
  Disagreements reported_;                ///< made small
};

}  // namespace smtpspec::fuzz
