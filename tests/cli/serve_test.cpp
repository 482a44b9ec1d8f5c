#include "tests/cli/smtpspec.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>

namespace smtpspec::tests {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

/// Starts `serve` with `options`, waits for its first line, ends it by `signal`, and says how it ended.
Ran serve_until(const std::string& signal, const std::string& options) {
  const TemporaryFolder folder;
  const std::string pipe = (folder.path() / "pipe").string();
  return run_shell("mkfifo " + pipe + "; " + quoted(smtpspec_program()) + " serve " + options + " >" + pipe +
                   " & pid=$!; read line <" + pipe + "; echo \"$line\"; kill -" + signal +
                   " $pid; wait $pid");
}

TEST(Serve, NamesItsPortAndEndsCleanlyAtASignal) {
  for (const std::string signal : {"TERM", "INT"}) {
    const Ran ran = serve_until(signal, "--port 0");
    EXPECT_EQ(ran.code, 0) << ran.err;
    EXPECT_THAT(ran.out, testing::MatchesRegex("listening on 127.0.0.1:[0-9]+\n"));
  }
}

TEST(Serve, NamesAnIPv6AddressAsItIsDialled) {
  if (!std::filesystem::exists("/proc/net/if_inet6")) GTEST_SKIP() << "this machine has no IPv6";
  EXPECT_THAT(serve_until("TERM", "--listen ::1").out, StartsWith("listening on [::1]:"));
}

TEST(Serve, SuggestsTheDeviationThatWasMeant) {
  const Ran ran = smtpspec({"serve", "--deviation", "turn=takn"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, AllOf(HasSubstr("no deviation 'turn=takn'"), HasSubstr("did you mean 'turn=taken'?")));
}

TEST(Serve, ListsItsDeviations) {
  const Ran ran = smtpspec({"serve", "--list-deviations"});
  EXPECT_EQ(ran.code, 0);
  EXPECT_THAT(ran.out, AllOf(HasSubstr("turn=taken\n"), HasSubstr("fault:greeting:dies\n")));
}

TEST(Serve, LeavesAFileThatIsNotItsSocket) {
  const TemporaryFolder folder;
  const std::string file = folder.write("precious", "words");
  EXPECT_EQ(smtpspec({"serve", "--unix", file}).code, 2);
  EXPECT_EQ(run_shell("cat " + quoted(file)).out, "words");
}

TEST(Serve, RefusesWhatItCannotUse) {
  EXPECT_THAT(smtpspec({"serve", "--certificate", "/nowhere.pem"}).err, HasSubstr("/nowhere.pem"));
  EXPECT_THAT(smtpspec({"serve", "--user", "alice"}).err, HasSubstr("NAME:PASSWORD"));
  EXPECT_THAT(smtpspec({"serve", "--listen", "nowhere"}).err, HasSubstr("no IP address"));
  EXPECT_EQ(smtpspec({"serve", "--listen", "nowhere"}).code, 2);
}

}  // namespace
}  // namespace smtpspec::tests
