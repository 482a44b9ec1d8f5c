#pragma once

#include "reference/oracle/oracle.hpp"
#include "tests/receiver/play.hpp"

#include <vector>

namespace smtpspec::receiver::test {

/// Plays a dialogue, and lets the oracle judge every reply.
std::vector<oracle::View> judged(const Dialogue& dialogue, const Behaviour& behaviour);

}  // namespace smtpspec::receiver::test
