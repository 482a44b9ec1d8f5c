#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace smtpspec::campaign {

/// A fuzz target: a line of <build>/fuzz/targets, as far as a campaign needs it.
struct Target {
  std::string name;
  std::string input;        ///< INPUT of fuzz/CMakeLists.txt: "dialogue", "line" ...
  std::size_t choices = 0;  ///< octets in front of an input that choose, and are not fed
};

/// What a campaign reads and leaves, as the user would write it.
struct Places {
  std::filesystem::path build = "build/fuzz";  ///< of the preset
  std::filesystem::path source = ".";          ///< root of the repository

  std::filesystem::path program(const std::string& target) const {
    return build / "fuzz" / ("fuzz_" + target);
  }
  std::filesystem::path dictionary() const { return build / "fuzz/smtp.dict"; }
  std::filesystem::path corpus(const std::string& target) const { return build / "corpus" / target; }
  std::filesystem::path findings(const std::string& target) const { return build / "findings" / target; }
  /// Of the campaign itself, for as long as it lasts.
  std::filesystem::path scratch(const std::string& target) const { return build / "campaign" / target; }
  std::filesystem::path report() const { return build / "report/junit.xml"; }
  /// Where inputs of the target are kept beside the corpus; those that exist.
  std::vector<std::filesystem::path> seeds(const std::string& target) const;
  /// All targets, in the order in which they are declared. Empty: nothing is built there.
  std::vector<Target> targets() const;
};

/// The regular files of a folder; none where there is no folder.
std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder);

}  // namespace smtpspec::campaign
