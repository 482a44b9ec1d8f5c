#include "tests/architecture/arrows.hpp"

#include "tests/support/places.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace smtpspec::tests {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(Arrows, RunOneWay) {
  const fs::path root = in_source("");
  std::size_t files = 0;
  for (const char* folder : {"reference", "harness", "reports", "fuzz"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      if (entry.path().extension() != ".hpp" && entry.path().extension() != ".cpp") continue;
      std::ifstream in(entry.path());
      const std::string text(std::istreambuf_iterator<char>(in), {});
      EXPECT_THAT(wrong_arrows(entry.path().lexically_relative(root).generic_string(), text), IsEmpty());
      ++files;
    }
  }
  EXPECT_GT(files, 100U);
}

TEST(Arrows, AnyOtherIsNamed) {
  EXPECT_THAT(wrong_arrows("reference/syntax/a.cpp", "#include \"reference/receiver/session.hpp\"\n"),
              ElementsAre("reference/syntax/a.cpp includes reference/receiver/session.hpp"));
  EXPECT_THAT(
      wrong_arrows("harness/player/a.cpp", "#include <vector>\n#include \"reference/syntax/command.hpp\"\n"),
      ElementsAre("harness/player/a.cpp includes reference/syntax/command.hpp"));
  EXPECT_THAT(wrong_arrows("harness/transport/tcp.cpp", "#include \"reference/receiver/receiver.hpp\"\n"),
              testing::SizeIs(1));
  EXPECT_THAT(wrong_arrows("harness/transport/memory.cpp", "#include \"reference/receiver/receiver.hpp\"\n"),
              IsEmpty());
  EXPECT_THAT(wrong_arrows("reports/a.cpp", "#include \"reference/reply/reply.hpp\"\n"), testing::SizeIs(1));
  EXPECT_THAT(wrong_arrows("reports/a.cpp", "#include \"reference/reply/visible.hpp\"\n"), IsEmpty());
  EXPECT_THAT(wrong_arrows("somewhere/a.cpp", "#include \"reports/json.hpp\"\n"), testing::SizeIs(1));
}

TEST(Arrows, TheCoreNeedsTheStandardLibraryOnly) {
  EXPECT_THAT(wrong_arrows("reference/receiver/a.cpp", "#include <fmt/core.h>\n"), testing::SizeIs(1));
  EXPECT_THAT(wrong_arrows("reference/receiver/a.cpp", "#include <unistd.h>\n"), testing::SizeIs(1));
  EXPECT_THAT(wrong_arrows("reference/receiver/a.cpp", "#include <vector>\n"), IsEmpty());
  EXPECT_THAT(wrong_arrows("fuzz/mutator/a.cpp", "#include <re2/re2.h>\n"), testing::SizeIs(1));
  EXPECT_THAT(wrong_arrows("fuzz/mutator/a.cpp", "#include \"harness/language/parser.hpp\"\n"),
              testing::SizeIs(1));
}

TEST(Arrows, SocketsStayAtTheEdge) {
  EXPECT_THAT(wrong_arrows("harness/run/a.cpp", "#include <boost/asio.hpp>\n"), testing::SizeIs(1));
  EXPECT_THAT(wrong_arrows("harness/transport/a.cpp", "#include <boost/asio.hpp>\n"), IsEmpty());
}

}  // namespace
}  // namespace smtpspec::tests
