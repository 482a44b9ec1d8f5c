#include "tests/support/places.hpp"
#include "tests/support/program.hpp"
#include "tests/support/sanitizer.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <sys/resource.h>

namespace smtpspec::tests {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using testing::AnyOf;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

constexpr long kMostKilobytes = (kKeepsWhatIsFreed ? 1000 : 200) * 1024;

class Hostile : public testing::TestWithParam<const char*> {};

/// The harness ends within its deadlines, in bounded memory, with a verdict and reports that can be read.
TEST_P(Hostile, CannotHoldTheRunUpNorBreakItsReports) {
  const TemporaryFolder folder;
  const auto file = [&](const char* name) { return (folder.path() / name).string(); };
  const auto before = Clock::now();
  const Ran ran =
      run_program(smtpspec_program(),
                  {"run", "--launch",
                   "exec python3 " + quoted(in_source("tests/run/hostile.py")) + " " + GetParam() + " {port}",
                   "--timeout", "300ms", "--max-run-time", "15s", "--json", file("run.json"), "--junit",
                   file("junit.xml"), "--html", file("report.html"), "--pcap", file("run.pcapng"),
                   "rset-forgets-sender", "starttls-injection", "null-reverse-path"});
  EXPECT_LT(Clock::now() - before, 60s);
  EXPECT_THAT(ran.code, AnyOf(0, 1, 4, 6)) << ran.err;
  rusage usage{};
  ::getrusage(RUSAGE_CHILDREN, &usage);
  EXPECT_LT(usage.ru_maxrss, kMostKilobytes);
  EXPECT_THAT(ran.out, Not(HasSubstr("\x1b[2J")));
  EXPECT_EQ(run_shell("xmllint --noout " + quoted(file("junit.xml"))).code, 0);
  EXPECT_EQ(run_shell("python3 -m json.tool " + quoted(file("run.json"))).code, 0);
  EXPECT_NE(run_shell("grep -q '<script>alert' " + quoted(file("report.html"))).code, 0);
  const Ran captured = run_shell("tcpdump -nvvr " + quoted(file("run.pcapng")));
  EXPECT_EQ(captured.code, 0);
  EXPECT_THAT(captured.out + captured.err, Not(ContainsRegex("incorrect|truncated|bad-")));
}

INSTANTIATE_TEST_SUITE_P(Run, Hostile,
                         testing::Values("endless-banner", "banner-without-end", "silent", "octet-a-second",
                                         "never-reads", "endless-reply", "endless-lines", "control-octets",
                                         "garbage", "unasked", "closes", "resets", "tls-garbage"),
                         [](const auto& named) {
                           std::string name = named.param;
                           for (char& c : name) c = c == '-' ? '_' : c;
                           return name;
                         });

}  // namespace
}  // namespace smtpspec::tests
