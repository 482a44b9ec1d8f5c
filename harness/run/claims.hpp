#pragma once

#include "harness/delivery/message.hpp"
#include "harness/language/catalogue.hpp"
#include "harness/run/attempts.hpp"

#include <vector>

namespace smtpspec::run {

/// Settles every claim of a case about what was delivered, and adds what that found. The verdict and message
/// are those of the worst finding, where it is worse than the verdict the case has already. Pure.
void settle_claims(Settled& settled, const delivery::Arrived& arrived, const language::Catalogue& catalogue);

/// Some claim of the case does not hold among these messages (yet).
bool has_open_claims(const Settled& settled, const delivery::Arrived& arrived,
                     const language::Catalogue& catalogue);

/// Some claim says how many messages did not come, so that waiting proves something.
bool claims_absence(const Settled& settled);

}  // namespace smtpspec::run
