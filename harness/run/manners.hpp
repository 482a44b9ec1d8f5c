#pragma once

#include "harness/language/ast.hpp"
#include "harness/run/options.hpp"
#include "harness/transport/endpoint.hpp"

#include <cstdint>
#include <string>

namespace smtpspec::run {

/// The target is not ours: nobody launched it, it is not on loopback at a port above 1023, and nobody said
/// --lab.
bool is_stranger(const Options& options, const transport::Endpoint& endpoint);

/// What a scenario would do to a server, as far as its text says.
struct Intent {
  bool sends_content = false;  ///< DATA or BDAT
  bool guesses_user = false;   ///< uses ${unknown-recipient}
  bool probes =
      false;  ///< smuggling, relay, limits, floods, wrong passwords: the tag `danger`, or SEC- rules
};
Intent intent_of(const language::Scenario& scenario);

/// Counts what a stranger is asked to bear. Pure.
class Manners {
 public:
  static constexpr std::uint32_t kGuesses = 3;

  explicit Manners(const Options& options) : danger_(options.danger), deliver_(options.deliver) {}

  /// Why a stranger is not asked this, in words, with the option that would allow it; empty: it may be asked,
  /// and that is counted.
  std::string refusal(const language::Scenario& scenario);

 private:
  bool danger_;
  std::uint32_t deliver_, guesses_ = 0;
};

}  // namespace smtpspec::run
