#include "tests/golden.hpp"

#include "harness/language/load.hpp"
#include "harness/language/parser.hpp"
#include "tests/support/places.hpp"

#include <filesystem>
#include <fstream>

namespace smtpspec::language {
namespace {

namespace fs = std::filesystem;
constexpr const char* kFolder = "tests/language/golden/";

std::vector<std::string> wrong_files() {
  std::vector<std::string> out;
  for (const auto& entry : fs::directory_iterator(tests::in_source(kFolder))) {
    if (entry.path().extension() == ".smtp") out.push_back(entry.path().stem().string());
  }
  std::sort(out.begin(), out.end());
  return out;
}

class WrongFile : public testing::TestWithParam<std::string> {};

TEST_P(WrongFile, IsRefusedWithWhatWouldHelp) {
  const std::string name = kFolder + GetParam();
  const auto text = read_file(tests::in_source(name + ".smtp"));
  ASSERT_TRUE(text);
  const auto suite = parse(GetParam() + ".smtp", *text);
  ASSERT_FALSE(suite);
  std::string said;
  for (const Diagnostic& diagnostic : suite.error()) said += render(diagnostic);
  tests::expect_golden(name + ".expected", said);
}

INSTANTIATE_TEST_SUITE_P(Language, WrongFile, testing::ValuesIn(wrong_files()), [](const auto& one) {
  std::string name = one.param;
  std::replace_if(
      name.begin(), name.end(), [](char c) { return c == '-'; }, '_');
  return name;
});

}  // namespace
}  // namespace smtpspec::language
