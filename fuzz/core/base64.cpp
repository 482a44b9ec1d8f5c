// base64 is what RFC 4648 §4 says, carries every octet, and is written in one way only.
#include "reference/receiver/base64.hpp"

#include "fuzz/support/require.hpp"

#include <algorithm>
#include <cstdint>

namespace {

using namespace smtpspec::fuzz;
using namespace smtpspec::receiver;

bool is_digit_of_base64(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
}

/// Groups of four digits, of which the last may end in "=" or "==" behind a digit whose spare bits are zero.
bool is_base64(std::string_view text) {
  if (text.size() % 4 != 0) return false;
  std::string_view spared = {};
  if (text.ends_with("==")) {
    spared = "AQgw";
    text.remove_suffix(2);
  } else if (text.ends_with('=')) {
    spared = "AEIMQUYcgkosw048";
    text.remove_suffix(1);
  }
  return std::all_of(text.begin(), text.end(), is_digit_of_base64) &&
         (spared.empty() || (!text.empty() && spared.find(text.back()) != spared.npos));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(octets), size);
  const std::string encoded = encode_base64(text);
  require(is_base64(encoded) && encoded.size() == (size + 2) / 3 * 4, "what is encoded is base64");
  require(decode_base64(encoded) == text, "what is encoded is decoded");
  const auto read = decode_base64(text);
  require(read.has_value() == is_base64(text), "base64 is what the standard says");
  require(!read || encode_base64(*read) == text, "what is decoded is written in one way only");
  require(!read || decode_base64_leniently(text) == *read, "what is right is read alike by the lenient");
  return 0;
}
