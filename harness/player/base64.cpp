#include "harness/player/base64.hpp"

#include <openssl/evp.h>

namespace smtpspec::player {
namespace {

const unsigned char* octets_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* octets_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

}  // namespace

std::string base64_encode(std::string_view octets) {
  std::string out((octets.size() + 2) / 3 * 4, '\0');
  EVP_EncodeBlock(octets_of(out), octets_of(octets), static_cast<int>(octets.size()));
  return out;
}

std::optional<std::string> base64_decode(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  const auto first_pad = text.find('=');
  const std::size_t padding = first_pad == std::string_view::npos ? 0 : text.size() - first_pad;
  if (padding > 2 || text.find_first_not_of('=', text.size() - padding) != std::string_view::npos)
    return std::nullopt;
  std::string out(text.size() / 4 * 3, '\0');
  // EVP_DecodeBlock skips white space at the ends, which base64 in SMTP has none of.
  const int length = EVP_DecodeBlock(octets_of(out), octets_of(text), static_cast<int>(text.size()));
  if (length < 0 || static_cast<std::size_t>(length) != out.size()) return std::nullopt;
  out.resize(out.size() - padding);
  return out;
}

}  // namespace smtpspec::player
