// Gives a foreign parser (smtpspec_fuzz.h) what the first octet of the input chooses, and compares its answer
// with the reference's. Stops at a disagreement, or goes on with a survey (SMTPSPEC_SURVEY in the environment
// names the folder for its files).
#include "fuzz/adapter/parts.hpp"
#include "fuzz/adapter/survey.hpp"
#include "fuzz/support/require.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <unordered_set>

namespace smtpspec::fuzz {
namespace {

struct Part {
  bool (*offered)(const smtpspec_parser&);
  Disagreements (*compare)(const smtpspec_parser&, std::string_view input);
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

/// Hashed, since libFuzzer learns what is compared.
const std::unordered_set<std::string>& known() {
  static const auto names = [] {
    std::unordered_set<std::string> out;
    const char* const* name = parser_under_test().known;
    for (; name != nullptr && *name != nullptr; ++name) out.insert(*name);
    return out;
  }();
  return names;
}

bool is_known(const Disagreement& disagreement) {
  const std::vector<std::string> names = disagreement.names();
  return std::any_of(names.begin(), names.end(),
                     [](const std::string& name) { return known().contains(name); });
}

Disagreements disagreements(std::size_t part, std::string_view input) {
  Disagreements all = kTable[part].compare(parser_under_test(), input);
  std::erase_if(all, is_known);
  return all;
}

/// Null where none was asked for. It ends with the process, whose exit code is then 1 if there is a finding.
Survey* survey() {
  static Survey* const one = []() -> Survey* {
    const char* const folder = std::getenv("SMTPSPEC_SURVEY");
    if (folder == nullptr) return nullptr;
    try {
      return new Survey(folder);
    } catch (const std::filesystem::filesystem_error& error) {
      std::fprintf(stderr, "SMTPSPEC_SURVEY: %s\n", error.what());
      std::_Exit(2);
    }
  }();
  static const int concluded = one == nullptr ? 0 : std::atexit([] {
    if (!one->conclude()) return;
    std::fflush(nullptr);
    std::_Exit(1);
  });
  static_cast<void>(concluded);
  return one;
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
  const auto disagree = [&](std::string_view input) { return disagreements(part, input); };
  const std::string_view input =
      std::string_view(reinterpret_cast<const char*>(octets), size).substr(size == 0 ? 0 : 1);
  Survey* const goes_on = survey();
  for (const Disagreement& one : disagree(input)) {
    if (goes_on == nullptr) fail("the parsers agree\n" + text_of(one, input));
    goes_on->add(one, static_cast<char>('0' + part), input, disagree);
  }
  return 0;
}
