// Gives a foreign parser (smtpspec_fuzz.h) what the first octet of the input chooses, and compares its answer
// with the reference's.
#include <array>
#include <cstdint>

#include "fuzz/adapter/parts.hpp"
#include "fuzz/support/choices.hpp"

namespace {

using namespace smtpspec::fuzz;

struct Part {
  bool (*offered)(const smtpspec_parser&);
  void (*compare)(const smtpspec_parser&, std::string_view input);
};

template <auto member>
constexpr bool offers(const smtpspec_parser& parser) {
  return parser.*member != nullptr;
}

/// In the order of the choices '0' to '5'.
constexpr std::array<Part, 6> kParts = {{
    {offers<&smtpspec_parser::command>, compare_command},
    {offers<&smtpspec_parser::path>, compare_path},
    {offers<&smtpspec_parser::mailbox>, compare_mailbox},
    {offers<&smtpspec_parser::content>, compare_content},
    {offers<&smtpspec_parser::reply>, compare_reply},
    {offers<&smtpspec_parser::receiver>, compare_session},
}};
constexpr int kNotForTheCorpus = -1;

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
  static const smtpspec_parser& parser = *smtpspec_parser_under_test();
  Choices choices(octets, size);
  const Part& part = kParts[choices.number(kParts.size())];
  if (!part.offered(parser)) return kNotForTheCorpus;
  part.compare(parser, choices.rest());
  return 0;
}
