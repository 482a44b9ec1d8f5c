// xtext is what its grammar says, carries every octet, and what decodes is printed in one way only.
#include "reference/syntax/xtext.hpp"

#include "fuzz/support/require.hpp"
#include "fuzz/support/smtp_grammar.hpp"

#include <cstdint>

using namespace smtpspec::fuzz;
using namespace smtpspec::syntax;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(octets), size);
  const std::string encoded = encode_xtext(text);
  require(!xtext_error(encoded), "what is encoded is xtext");
  require(decode_xtext(encoded) == text, "what is encoded is decoded");
  const auto read = decode_xtext(text);
  const auto error = xtext_error(text);
  require(read.has_value() == !error, "what is xtext can be decoded");
  require(read.has_value() == smtp_grammar().matches("xtext", text), "xtext is what its grammar gives");
  const auto is_xtext = [&](std::size_t from, std::size_t length) {
    return smtp_grammar().matches("xtext", text.substr(from, length));
  };
  require(!error || (is_xtext(0, *error) && !is_xtext(*error, 1) && !is_xtext(*error, 3)),
          "xtext goes on up to the error, and no longer");
  if (!read) return 0;
  require(read == decoded(text), "two digits behind + are an octet, and any other stands for itself");
  require(decode_xtext(encode_xtext(*read)) == read, "what is decoded can be encoded");
  return 0;
}
