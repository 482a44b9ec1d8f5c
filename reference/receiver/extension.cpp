#include "reference/receiver/extension.hpp"

#include "reference/syntax/octets.hpp"

#include <array>

namespace smtpspec::receiver {

namespace {

// In the order of the bits.
constexpr std::array<std::string_view, kExtensions> kKeywords = {
    "PIPELINING", "SIZE",     "8BITMIME",   "ENHANCEDSTATUSCODES",
    "SMTPUTF8",   "CHUNKING", "BINARYMIME", "DSN",
    "STARTTLS",   "AUTH",     "HELP",       "EXPN",
    "VRFY",       "SEND",     "SOML",       "SAML",
    "ETRN"};

}  // namespace

std::string_view keyword(std::size_t bit) { return kKeywords[bit]; }

Extensions named(std::string_view keyword) {
  for (std::size_t bit = 0; bit < kKeywords.size(); ++bit) {
    if (syntax::equals_ignoring_case(kKeywords[bit], keyword)) return {static_cast<Extension>(1U << bit)};
  }
  return {};
}

}  // namespace smtpspec::receiver
