#pragma once

#include "reports/styled.hpp"
#include "reports/text.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

/// A dialogue with the target as lines of text.
namespace smtpspec::reports {

struct DialogueLayout {
  std::size_t width = 0;      ///< lines are folded there; 0: never
  std::size_t octets = 2000;  ///< kept of one exchange
  std::size_t indent = 2;
};

/// What an exchange shows of its octets: visible lines, or that they are redacted.
VisibleLines shown_octets(const Exchange& exchange, std::size_t limit);
/// The command that a reply answers where that is not plain from the exchange before it on its connection
/// (pipelining); else empty. Without one before, it is the greeting.
std::string answered_command(const Exchange& reply, const Exchange* before);
std::string answered_command(const std::vector<Exchange>& transcript, std::size_t index);

/// Time, direction (C we, S the target), octets; under a reply the command it answers and the oracle's view.
/// The connection is named where there are several, TLS where there is any.
class Dialogue {
 public:
  explicit Dialogue(DialogueLayout layout) : layout_(layout) {}
  /// Leaves room for what this exchange needs named, before the lines of those that come before it are made.
  void expect(const Exchange& exchange);
  /// The lines of the next exchange.
  Lines add(const Exchange& exchange);

 private:
  DialogueLayout layout_;
  bool many_ = false, tls_ = false;
  std::size_t indent_ = 0, text_width_ = 0;
  Lines lines_;
  std::map<int, Exchange> last_;  ///< by connection; events do not count

  std::string margin(const Exchange& exchange, char direction) const;
  void put(const std::string& before, Tone tone, const std::string& text);
  void oracle(const Exchange& exchange);
  void under(Tone tone, const std::string& text);
};

/// A whole transcript.
Lines dialogue(const std::vector<Exchange>& transcript, const DialogueLayout& layout);

}  // namespace smtpspec::reports
