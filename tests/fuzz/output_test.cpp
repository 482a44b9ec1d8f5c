#include "fuzz/campaign/output.hpp"

#include "fuzz/campaign/cause.hpp"
#include "fuzz/campaign/hunt.hpp"

#include <gmock/gmock.h>

namespace smtpspec::campaign {
namespace {

TEST(Output, SaysHowFarALibFuzzerIsHoweverItIsCut) {
  const std::string said =
      "INFO: Seed: 5\n#2\tINITED cov: 10 ft: 20 corp: 2/3b exec/s: 0 rss: 30Mb\n"
      "#70\tREDUCE cov: 12 ft: 34 corp: 5/67b lim: 8 exec/s: 9 rss: 10Mb L: 3/4 MS: 1 Custom-\n";
  for (std::size_t cut = 0; cut <= said.size(); ++cut) {
    Output output;
    output.take(said.substr(0, cut));
    output.take(said.substr(cut));
    EXPECT_EQ(output.progress().runs, 70U);
    EXPECT_EQ(output.progress().edges, 12U);
    EXPECT_EQ(output.progress().features, 34U);
    EXPECT_EQ(output.progress().inputs, 5U);
    EXPECT_EQ(output.progress().per_second, 9U);
    EXPECT_EQ(output.tail(), "INFO: Seed: 5\n");
    EXPECT_EQ(output.report(), "");
  }
}

TEST(Output, KeepsABoundedPartOfWhatHasNoEnd) {
  for (const std::string& piece : {std::string(5000, 'x'), "a line\n" + std::string(5000, 'y') + "\n"}) {
    Output output;
    output.take("property broken: it ends\n");
    for (int i = 0; i < 2000; ++i) output.take(piece);
    EXPECT_LT(output.tail().size(), 40'000U);
    EXPECT_LT(output.report().size(), 40'000U);
    EXPECT_TRUE(output.is_endless());
  }
}

struct Named {
  const char* report;
  const char* name;
};

TEST(Cause, HasAReadableName) {
  static constexpr const char* kFrames =
      "    #1 0x2 in operator() /b/fuzz/../reference/reply/reader.cpp:3:4\n"
      "    #2 0x2 in smtpspec::a(int) /b/reference/reply/reader.cpp:3:4\n";
  for (const Named& one : {
           Named{"property broken: recipients are who was accepted\n==1== ERROR: libFuzzer: deadly signal\n",
                 "recipients-are-who-was-accepted"},
           Named{"x.cpp:5:3: runtime error: signed integer overflow: 1 + 2 cannot\n",
                 "signed-integer-overflow-in-operator"},
           Named{"x.cpp:5:3: runtime error: index 7 out of bounds for type 'int [3]'\n", "index-in-operator"},
           Named{"==1==ERROR: AddressSanitizer: stack-use-after-scope on address 0x7f\n",
                 "stack-use-after-scope-in-operator"},
           Named{"==1==ERROR: LeakSanitizer: detected memory leaks\n", "memory-leak-in-operator"},
           Named{"==1== ERROR: libFuzzer: out-of-memory (used: 2100Mb; limit: 2048Mb)\n", "out-of-memory"},
           Named{"==1== ERROR: libFuzzer: timeout after 11 seconds\n", "timeout"},
           Named{"==1== ERROR: libFuzzer: deadly signal\n", "deadly-signal-in-operator"},
           Named{"terminate called after throwing an instance of 'std::out_of_range'\n",
                 "uncaught-std-out-of-range-in-operator"},
           Named{"t: x.cpp:5: int f(): Assertion `n > 0' failed.\n", "assertion-n-0"},
           Named{"property broken: \xff\x01\n", "xff-x01"},
           Named{"property broken: ?!\n", "unnamed"},
           Named{"", "ended-without-a-word"},
       })
    EXPECT_EQ(cause_of(std::string(one.report) + kFrames).name(), one.name) << one.report;
}

TEST(Seed, DiffersForEachTargetAndRoundAndIsTheSameAgain) {
  EXPECT_EQ(seed_of(5, "session", 0), seed_of(5, "session", 0));
  EXPECT_NE(seed_of(5, "session", 0), seed_of(5, "session", 1));
  EXPECT_NE(seed_of(5, "session", 0), seed_of(6, "session", 0));
  EXPECT_NE(seed_of(5, "session", 0), seed_of(5, "reply", 0));
}

}  // namespace
}  // namespace smtpspec::campaign
