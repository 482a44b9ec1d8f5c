// xtext carries every octet, and what decodes is printed in one way only.
#include <cstdint>

#include "fuzz/support/require.hpp"
#include "reference/syntax/print.hpp"
#include "reference/syntax/xtext.hpp"

using namespace smtpspec::fuzz;
using namespace smtpspec::syntax;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(octets), size);
  const std::string encoded = encode_xtext(text);
  require(!xtext_error(encoded), "what is encoded is xtext");
  require(decode_xtext(encoded) == text, "what is encoded is decoded");
  const auto decoded = decode_xtext(text);
  require(decoded.has_value() == !xtext_error(text), "what is xtext can be decoded");
  if (decoded) require(decode_xtext(encode_xtext(*decoded)) == decoded, "what is decoded can be encoded");
  require(unquote_local_part(print_local_part(text)) == text, "a local-part is quoted without loss");
  return 0;
}
