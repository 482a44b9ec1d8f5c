#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace smtpspec::run {

/// Finds the case that killed a server while several were played side by side: each suspect is played again
/// alone; one that kills again explains the death. Where none does, the death still counts, against the last
/// of them to be settled. Pure.
class Deaths {
 public:
  /// The server died ("killed by SIGSEGV") while these were played.
  void died(std::string how, const std::vector<std::size_t>& suspects);

  struct Unexplained {
    std::string how;
    std::vector<std::size_t> suspects;
  };
  /// A case was settled; `killed`: the server died in it alone. The death that this leaves unexplained, if
  /// any: this case has to answer for it.
  std::optional<Unexplained> settled(std::size_t index, bool killed);
  /// Those of which a suspect is not settled yet, and nobody has explained them.
  std::vector<Unexplained> open() const;

 private:
  struct Death {
    Unexplained what;
    std::set<std::size_t> left;
    bool explained = false;
  };
  std::vector<Death> deaths_;
};

}  // namespace smtpspec::run
