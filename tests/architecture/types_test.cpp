#include "tests/architecture/types.hpp"

#include "tests/support/places.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

namespace smtpspec::tests {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;

// Two types of one name in one namespace are one type to the linker, which keeps the functions of either.
TEST(Types, ShareNoName) {
  std::map<std::string, std::string> seen;
  const fs::path root = in_source("");
  for (const char* folder : {"reference", "harness", "reports"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      if (entry.path().extension() != ".hpp" && entry.path().extension() != ".cpp") continue;
      std::ifstream in(entry.path());
      const std::string text(std::istreambuf_iterator<char>(in), {});
      const std::string file = entry.path().lexically_relative(root).generic_string();
      for (const std::string& type : shared_types(text)) {
        const auto [first, is_new] = seen.emplace(type, file);
        EXPECT_TRUE(is_new) << type << " is defined in " << first->second << " and in " << file;
      }
    }
  }
  EXPECT_GT(seen.size(), 100U);
}

TEST(Types, AreThoseThatOtherFilesCanSee) {
  EXPECT_THAT(shared_types("namespace a::b {\nstruct One {\n  struct Inner {};\n};\nclass Declared;\n"
                           "enum class Two : std::uint8_t { x };\nclass Three final : public One {\n};\n"
                           "namespace {\nstruct Hidden {};\n}  // namespace\n"
                           "template <class T> struct Four {\n};\nstruct One made();\n}  // namespace a::b\n"
                           "namespace c {\nunion Five {\n};\n}  // namespace c\n"),
              ElementsAre("a::b::One", "a::b::Two", "a::b::Three", "a::b::Four", "c::Five"));
}

}  // namespace
}  // namespace smtpspec::tests
