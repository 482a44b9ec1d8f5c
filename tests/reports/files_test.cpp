#include "reports/files.hpp"

#include "tests/support/temporary_folder.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <future>
#include <sys/stat.h>

namespace smtpspec::reports {
namespace {

class Files : public ::testing::Test {
 protected:
  tests::TemporaryFolder temporary_;
  const std::filesystem::path folder_ = temporary_.path();
};

TEST_F(Files, AreReplacedWhole) {
  const std::string path = folder_ / "report.txt";
  ASSERT_TRUE(write_file(path, "old"));
  ASSERT_TRUE(write_file(path, std::string_view("n\0w", 3)));
  EXPECT_EQ(read_file(path).value(), std::string("n\0w", 3));
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_), {}), 1)
      << "nothing is left beside it";
}

TEST_F(Files, SayWhyTheyCannotBeWritten) {
  const auto no_folder = write_file(folder_ / "none" / "report.txt", "x");
  ASSERT_FALSE(no_folder);
  EXPECT_EQ(render(no_folder.error()),
            fmt::format("{}/none/report.txt: cannot write: No such file or directory\n"
                        "  help: the folder it is to stand in does not exist\n",
                        folder_.string()));
  const auto folder = write_file(folder_, "x");
  ASSERT_FALSE(folder);
  EXPECT_EQ(folder.error().what, "cannot write: Is a directory");
  EXPECT_EQ(write_file("/dev/full", "x").error().what, "cannot write: No space left on device");
}

TEST_F(Files, KeepTheirModeAndTheLinkThatLeadsThere) {
  namespace fs = std::filesystem;
  const fs::path file = folder_ / "report.txt", link = folder_ / "link";
  ASSERT_TRUE(write_file(file, "old"));
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
  fs::create_symlink("report.txt", link);
  ASSERT_TRUE(write_file(link, "new"));
  EXPECT_TRUE(fs::is_symlink(link));
  EXPECT_EQ(read_file(file).value(), "new");
  EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(Files, ThatLeadNowhereYetAreMade) {
  std::filesystem::create_symlink("report.txt", folder_ / "link");
  ASSERT_TRUE(write_file(folder_ / "link", "new"));
  EXPECT_EQ(read_file(folder_ / "report.txt").value(), "new");
}

TEST_F(Files, ThatArePipesAreWrittenTo) {
  const std::string pipe = folder_ / "pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  auto reader = std::async(std::launch::async, [&] { return read_file(pipe).value(); });
  EXPECT_TRUE(write_file(pipe, "words"));
  EXPECT_EQ(reader.get(), "words");
  EXPECT_TRUE(std::filesystem::is_fifo(pipe));
}

TEST_F(Files, SayWhyTheyCannotBeRead) {
  EXPECT_EQ(read_file(folder_ / "none").error().what, "cannot read: No such file or directory");
  EXPECT_EQ(read_file(folder_).error().what, "cannot read: Is a directory");
}

TEST(Problems, ShowTheLineWithACaret) {
  EXPECT_EQ(render({.file = "ci.expect",
                    .line = 12,
                    .column = 5,
                    .what = "expected a verdict, found 'flail'",
                    .help = "did you mean 'fail'?",
                    .source = "rset flail"}),
            "ci.expect:12:5: expected a verdict, found 'flail'\n"
            " 12 | rset flail\n"
            "    |     ^\n"
            "  help: did you mean 'fail'?\n");
}

}  // namespace
}  // namespace smtpspec::reports
