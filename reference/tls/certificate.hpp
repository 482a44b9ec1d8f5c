#pragma once

#include <tl/expected.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace smtpspec::tls {

/// A certificate (with what chain it has) and its private key, both PEM.
struct Certificate {
  std::string chain_pem;
  std::string key_pem;
};

enum class KeyKind : std::uint8_t { ec_p256, rsa_2048 };

/// Makes a self-signed certificate, valid from yesterday for a year, for `names`: DNS names or IP addresses,
/// the first of which is its common name.
Certificate make_self_signed(const std::vector<std::string>& names, KeyKind kind = KeyKind::ec_p256);

/// Reads both from PEM files; they may be one file. The error names the file.
tl::expected<Certificate, std::string> read_certificate(const std::string& chain_file,
                                                        const std::string& key_file);

}  // namespace smtpspec::tls
