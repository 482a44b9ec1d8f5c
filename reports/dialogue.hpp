#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "reports/styled.hpp"
#include "reports/text.hpp"

/// A dialogue with the target as lines of text.
namespace smtpspec::reports {

struct DialogueLayout {
  std::size_t width = 0;      ///< lines are folded there; 0: never
  std::size_t octets = 2000;  ///< kept of one exchange
  std::size_t indent = 2;
};

/// What an exchange shows of its octets: visible lines, or that they are redacted.
VisibleLines shown_octets(const Exchange& exchange, std::size_t limit);
/// The command that a reply answers where that is not plain from the exchange before it (pipelining); else
/// empty.
std::string answered_command(const std::vector<Exchange>& transcript, std::size_t index);

/// Time, direction (C we, S the target), octets; under a reply the command it answers and the oracle's view.
/// The connection is named where there are several, TLS where there is any.
Lines dialogue(const std::vector<Exchange>& transcript, const DialogueLayout& layout);

}  // namespace smtpspec::reports
