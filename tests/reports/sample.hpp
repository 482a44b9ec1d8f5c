#pragma once

#include "reports/results.hpp"

namespace smtpspec::tests {

/// A run as it would come from a real server: every verdict, TLS, pipelining, two connections, a crash, a
/// redaction.
reports::Run ordinary_run();
/// A run whose every member holds what breaks reports: all octets, markup, `]]>`, half characters, nothing,
/// too much.
reports::Run torture_run();
/// As much of the torture run as fits into a golden file.
reports::Run small_torture_run();
/// All 256 octets in order.
std::string all_octets();

}  // namespace smtpspec::tests
