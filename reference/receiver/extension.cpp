#include "reference/receiver/extension.hpp"

#include <array>

#include "reference/receiver/mailbox.hpp"
#include "reference/syntax/octets.hpp"

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

void add_keyword(Extensions& extensions, std::string_view keyword) {
  for (std::size_t bit = 0; bit < kKeywords.size(); ++bit) {
    if (syntax::equals_ignoring_case(kKeywords[bit], keyword))
      extensions.add(static_cast<Extension>(1U << bit));
  }
}

Extensions configured(const Site& site) {
  Extensions extensions;
  for (const std::string& name : site.extensions) add_keyword(extensions, name);
  if (!site.starttls) extensions.remove(Extension::starttls);
  if (site.mechanisms.empty()) extensions.remove(Extension::auth);
  return extensions;
}

}  // namespace smtpspec::receiver
