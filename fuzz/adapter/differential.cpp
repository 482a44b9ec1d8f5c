// Gives a foreign parser (smtpspec_fuzz.h) what the first octet of the input chooses, and compares its answer
// with the reference's.
#include <array>
#include <cstdio>
#include <cstdlib>

#include "fuzz/adapter/parts.hpp"

namespace smtpspec::fuzz {
namespace {

struct Part {
  bool (*offered)(const smtpspec_parser&);
  void (*compare)(const smtpspec_parser&, std::string_view input);
};

template <auto member>
constexpr bool has(const smtpspec_parser& parser) {
  return parser.*member != nullptr;
}

constexpr std::array<Part, kParts> kTable = {{
    {has<&smtpspec_parser::command>, compare_command},
    {has<&smtpspec_parser::path>, compare_path},
    {has<&smtpspec_parser::mailbox>, compare_mailbox},
    {has<&smtpspec_parser::content>, compare_content},
    {has<&smtpspec_parser::reply>, compare_reply},
    {has<&smtpspec_parser::receiver>, compare_session},
}};

const smtpspec_parser& parser_under_test() {
  static const smtpspec_parser& parser = []() -> const smtpspec_parser& {
    const smtpspec_parser& offered = *smtpspec_parser_under_test();
    for (const Part& part : kTable)
      if (part.offered(offered)) return offered;
    std::fputs("smtpspec_parser_under_test() gives a parser that offers nothing: all its parts are NULL\n",
               stderr);
    std::_Exit(2);
  }();
  return parser;
}

}  // namespace

std::size_t part_of(std::uint8_t choice) { return static_cast<std::uint8_t>(choice - '0') % kParts; }
bool offers(std::size_t part) { return kTable[part].offered(parser_under_test()); }

}  // namespace smtpspec::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
  using namespace smtpspec::fuzz;
  constexpr int kNotForTheCorpus = -1;
  const std::size_t part = size == 0 ? 0 : part_of(*octets);
  if (!offers(part)) return kNotForTheCorpus;
  const std::string_view input(reinterpret_cast<const char*>(octets), size);
  kTable[part].compare(parser_under_test(), input.substr(size == 0 ? 0 : 1));
  return 0;
}
