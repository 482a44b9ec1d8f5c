#include "harness/target/launch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <signal.h>
#include <thread>

namespace smtpspec::target {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

/// A server that greets and does `then` with the first line it is sent.
std::string server(const std::string& then) {
  return "exec python3 -c '\n"
         "import os,socket,sys,time,signal\n"
         "s=socket.create_server((\"127.0.0.1\",{port}))\n"
         "while True:\n"
         "  c,_=s.accept()\n"
         "  try:\n"
         "    c.sendall(b\"220 x\\r\\n\")\n"
         "    said=c.recv(1)\n"
         "  except OSError: said=b\"\"\n"
         "  if said: " +
         then + "\n'";
}

int connect_and_say(const transport::Endpoint& at, const std::string& text) {
  const std::string command =
      "exec 3<>/dev/tcp/127.0.0.1/" + std::to_string(at.port) + "; printf '" + text + "' >&3";
  return std::system(("bash -c \"" + command + "\"").c_str());
}

TEST(Launched, StartsAndStops) {
  Launched launched({.command = server("pass")});
  ASSERT_TRUE(launched.start()) << launched.why() << launched.said();
  EXPECT_NE(launched.endpoint().port, 0);
  EXPECT_EQ(launched.ended(), std::nullopt);
  launched.stop();
  EXPECT_EQ(launched.ended(), std::nullopt) << "being stopped by us is not an end";
}

TEST(Launched, ACrashIsNoticedWithItsSignal) {
  Launched launched({.command = server("os.kill(os.getpid(), signal.SIGSEGV)")});
  ASSERT_TRUE(launched.start()) << launched.why();
  connect_and_say(launched.endpoint(), "x");
  const auto end = launched.wait_for_end(10s);
  ASSERT_TRUE(end);
  EXPECT_EQ(end->text(), "killed by SIGSEGV");
}

TEST(Launched, AnExitIsNoticedWithItsStatusAndLastWords) {
  Launched launched({.command = server("print(\"farewell\", file=sys.stderr, flush=True); sys.exit(3)")});
  ASSERT_TRUE(launched.start()) << launched.why();
  connect_and_say(launched.endpoint(), "x");
  const auto end = launched.wait_for_end(10s);
  ASSERT_TRUE(end);
  EXPECT_EQ(end->text(), "exit status 3");
  EXPECT_THAT(launched.said(), HasSubstr("farewell"));
}

TEST(Launched, StartsAgainAfterACrash) {
  Launched launched({.command = server("sys.exit(1)")});
  ASSERT_TRUE(launched.start());
  const auto before = launched.endpoint();
  connect_and_say(before, "x");
  ASSERT_TRUE(launched.wait_for_end(10s));
  ASSERT_TRUE(launched.start()) << launched.why();
  EXPECT_EQ(launched.endpoint(), before);
  EXPECT_EQ(launched.ended(), std::nullopt);
}

TEST(Launched, OneThatEndsBeforeItListensIsSaidSo) {
  Launched launched({.command = "echo no such option >&2; exit 2"});
  EXPECT_FALSE(launched.start());
  EXPECT_EQ(launched.why(), "it ended before it listened: exit status 2");
}

TEST(Launched, OneThatIgnoresThePortIsWaitedForNoLongerThanAllowed) {
  Launched launched({.command = "exec tail -f /dev/null", .patience = 300ms});
  const auto before = std::chrono::steady_clock::now();
  EXPECT_FALSE(launched.start());
  EXPECT_THAT(launched.why(), HasSubstr("did not listen on 127.0.0.1:"));
  EXPECT_LT(std::chrono::steady_clock::now() - before, 5s);
}

TEST(Launched, OneThatListensLateIsWaitedFor) {
  Launched launched(
      {.command = "for i in 1 2 3 4 5 6; do read -t 0.1 x </dev/null; sleep 0.1; done; " + server("pass")});
  EXPECT_TRUE(launched.start()) << launched.why();
}

TEST(Launched, OneThatGoesIntoTheBackgroundIsNotDead) {
  std::string command = server("pass");
  command.replace(0, 5, "");  // without its exec
  Launched launched({.command = command + " & exit 0"});
  ASSERT_TRUE(launched.start()) << launched.why();
  EXPECT_EQ(launched.ended(), std::nullopt);
}

TEST(Launched, InterruptedWhileItStarts) {
  Launched launched({.command = "exec tail -f /dev/null", .give_up = [] { return true; }});
  EXPECT_FALSE(launched.start());
  EXPECT_THAT(launched.why(), HasSubstr("interrupted"));
}

TEST(Launched, ChildrenThatIgnoreTermAreStoppedToo) {
  const auto file = std::filesystem::path(::testing::TempDir()) / "grandchild.pid";
  std::filesystem::remove(file);
  {
    Launched launched({.command = "(trap '' TERM; exec tail -f /dev/null) & echo $! >" + file.string() +
                                  "; " + server("pass")});
    ASSERT_TRUE(launched.start()) << launched.why();
  }
  pid_t grandchild = 0;
  std::ifstream(file) >> grandchild;
  ASSERT_GT(grandchild, 0);
  for (int i = 0; i < 300 && ::kill(grandchild, 0) == 0; ++i) std::this_thread::sleep_for(10ms);
  EXPECT_NE(::kill(grandchild, 0), 0);
}

TEST(Launched, ChildrenOfAShellThatEndsFirstHaveTheirMoment) {
  const auto file = std::filesystem::path(::testing::TempDir()) / "cleaned-up";
  std::filesystem::remove(file);
  {
    Launched launched({.command = "python3 -c '\n"
                                  "import signal,socket,sys,time\n"
                                  "def end(*_):\n"
                                  "  time.sleep(0.2)\n"
                                  "  open(\"" +
                                  file.string() +
                                  "\",\"w\")\n"
                                  "  sys.exit()\n"
                                  "signal.signal(signal.SIGTERM, end)\n"
                                  "s=socket.create_server((\"127.0.0.1\",{port}))\n"
                                  "while True: signal.pause()\n"
                                  "' & wait"});
    ASSERT_TRUE(launched.start()) << launched.why();
  }
  EXPECT_TRUE(std::filesystem::exists(file));
}

TEST(Launched, InheritsNothingOfOurs) {
  const int ours = ::open("/dev/null", O_RDONLY);
  ASSERT_GT(ours, 2);
  Launched launched({.command = "[ -e /proc/self/fd/" + std::to_string(ours) + " ] || echo none; exit 1"});
  EXPECT_FALSE(launched.start());
  EXPECT_EQ(launched.said(), "none\n");
  ::close(ours);
}

TEST(Launched, ItsFolderIsThereWhileItRunsAndGoneAfterwards) {
  std::filesystem::path dir;
  {
    Launched launched({.command = "echo {dir}; touch {dir}/here; " + server("pass")});
    ASSERT_TRUE(launched.start()) << launched.why();
    for (int i = 0; i < 300 && launched.said().find('\n') == std::string::npos; ++i)
      std::this_thread::sleep_for(10ms);
    dir = launched.said().substr(0, launched.said().find('\n'));
    EXPECT_TRUE(std::filesystem::exists(dir / "here")) << dir;
  }
  EXPECT_FALSE(std::filesystem::exists(dir));
}

}  // namespace
}  // namespace smtpspec::target
