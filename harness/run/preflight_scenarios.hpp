#pragma once

#include "harness/player/player.hpp"

#include <array>
#include <cstddef>
#include <string_view>

namespace smtpspec::run {

/// The SASL mechanisms of which a login is tried, the best known first: one that is announced.
inline constexpr std::array<std::string_view, 4> kLogInMechanisms = {"PLAIN", "LOGIN", "SCRAM-SHA-256",
                                                                     "CRAM-MD5"};

/// The scenarios of our own by which the preflight asks. None of them can convict.

/// EHLO, then HELO, then LHLO, until one is accepted.
player::Case hello_case();
/// STARTTLS, a handshake, and EHLO (LHLO of an `lmtp` server) inside.
player::Case tls_case(bool lmtp);
/// MAIL, RCPT, RSET.
player::Case envelope_case();
/// AUTH by one of kLogInMechanisms.
player::Case log_in_case(std::string_view mechanism);

/// A short dialogue that any server answers: the control beside one that fell silent.
player::Case control_case();

}  // namespace smtpspec::run
