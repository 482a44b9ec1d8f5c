#include "reports/base64.hpp"

#include <openssl/evp.h>

namespace smtpspec::reports {
namespace {

unsigned char* writable(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
const unsigned char* readable(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

std::string to_base64(std::string_view octets) {
  std::string text((octets.size() + 2) / 3 * 4 + 1, '\0');  // OpenSSL ends it with NUL
  const int written = EVP_EncodeBlock(writable(text), readable(octets), static_cast<int>(octets.size()));
  text.resize(static_cast<std::size_t>(written));
  return text;
}

std::optional<std::string> from_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  std::string octets(text.size() / 4 * 3, '\0');
  const int read = EVP_DecodeBlock(writable(octets), readable(text), static_cast<int>(text.size()));
  if (read < 0) return std::nullopt;
  const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
  octets.resize(static_cast<std::size_t>(read) - padding);
  if (to_base64(octets) != text) return std::nullopt;
  return octets;
}

}  // namespace smtpspec::reports
