#pragma once

#include "harness/player/player.hpp"

#include <memory>
#include <string>

namespace smtpspec::transport {

/// The client's half of a SASL exchange, by GNU SASL (PLAIN, LOGIN, CRAM-MD5, the SCRAM family); null where
/// the mechanism is not known. Fits player::SaslFactory. Mechanisms in which the server speaks first have no
/// initial response.
std::unique_ptr<player::SaslClient> make_sasl_client(const std::string& mechanism, const std::string& user,
                                                     const std::string& password);

}  // namespace smtpspec::transport
