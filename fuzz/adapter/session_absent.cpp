// Where the receiver and the oracle are not compiled in.
#include "fuzz/adapter/parts.hpp"
#include "fuzz/support/require.hpp"

smtpspec::fuzz::Disagreements smtpspec::fuzz::compare_session(const smtpspec_parser& /*parser*/,
                                                              std::string_view /*input*/) {
  fail("a parser that offers a receiver is added with SESSION: smtpspec_add_parser_fuzzer(NAME SESSION ...)");
}
