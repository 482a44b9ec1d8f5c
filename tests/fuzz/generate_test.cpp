#include "fuzz/generate/command.hpp"
#include "fuzz/generate/content.hpp"
#include "fuzz/generate/dialogue.hpp"
#include "fuzz/generate/reply.hpp"
#include "fuzz/generate/words.hpp"
#include "reference/receiver/receiver.hpp"
#include "reference/reply/reply.hpp"
#include "reference/syntax/content.hpp"
#include "reference/syntax/parameter_table.hpp"
#include "reference/syntax/parameters.hpp"

#include <gmock/gmock.h>

#include <memory>
#include <set>
#include <string>
#include <vector>

namespace smtpspec::fuzz {
namespace {

using syntax::Verb;

constexpr std::uint64_t kMany = 3000;

syntax::Command read(const std::string& line) {
  syntax::Command command;
  parse_command(line, {}, command);
  return command;
}

/// All that parsing says against it; the parser's words.
std::string complaints(const std::string& line) {
  const syntax::Command command = read(line);
  std::string words;
  if (command.oddities != 0) words += describe(command.error);
  for (const syntax::Parameter& parameter : command.parameters) {
    if (check_parameter(command.verb, parameter).fault != syntax::ParameterFault::none)
      (words += " parameter ") += parameter.keyword;
  }
  return words;
}

TEST(Commands, ThatKeepTheLawAreTaken) {
  for (std::uint64_t seed = 0; seed < kMany; ++seed) {
    Random random(seed);
    const std::string line = any_command(random, Law::kept);
    EXPECT_EQ(complaints(line), "") << line;
    EXPECT_LE(line.size() + 2, kLongestCommand) << line;
  }
}

TEST(Commands, ThatBendTheLawAreOftenRefusedAndOftenTaken) {
  std::uint64_t refused = 0;
  for (std::uint64_t seed = 0; seed < kMany; ++seed) {
    Random random(seed);
    refused += complaints(any_command(random, Law::bent)).empty() ? 0U : 1U;
  }
  EXPECT_GT(refused, kMany / 4);
  EXPECT_LT(refused, 3 * kMany / 4);
}

TEST(Commands, HaveEveryVerbParameterFeatureAndOddity) {
  std::set<Verb> verbs;
  std::set<std::string, std::less<>> keywords;
  syntax::Features features = 0;
  syntax::Oddities oddities = 0;
  std::string line;
  for (std::uint64_t seed = 0; seed < 4 * kMany; ++seed) {
    Random random(seed);
    line = any_command(random, some_law(random));
    const syntax::Command command = read(line);
    verbs.insert(command.verb);
    features |= command.features;
    oddities |= command.oddities;
    for (const syntax::Parameter& parameter : command.parameters) keywords.emplace(parameter.keyword);
  }
  EXPECT_EQ(verbs.size(), static_cast<std::size_t>(syntax::kLastVerb));
  for (const syntax::ParameterRow& row : syntax::kParameters) EXPECT_TRUE(keywords.contains(row.keyword));
  for (const auto feature :
       {syntax::Feature::source_route, syntax::Feature::quoted_pair, syntax::Feature::ipv4_literal,
        syntax::Feature::ipv6_literal, syntax::Feature::general_literal, syntax::Feature::null_path,
        syntax::Feature::bare_postmaster, syntax::Feature::utf8})
    EXPECT_TRUE(has(features, feature)) << describe(feature);
  for (const auto oddity :
       {syntax::Oddity::long_local_part, syntax::Oddity::long_domain, syntax::Oddity::long_path,
        syntax::Oddity::bad_literal, syntax::Oddity::bad_count, syntax::Oddity::bad_route,
        syntax::Oddity::repeated_parameter, syntax::Oddity::unterminated_quote})
    EXPECT_TRUE(has(oddities, oddity)) << describe(oddity);
}

/// Feeds a receiver, and does what it asks of its host.
std::vector<receiver::Message> stored(const Dialogue& dialogue) {
  receiver::Receiver receiver(std::make_shared<const receiver::Site>(), {});
  std::vector<receiver::Message> messages;
  const auto carry_out = [&](const receiver::Actions& actions, auto&& again) -> void {
    for (const receiver::Action& action : actions) {
      if (const auto* store = std::get_if<receiver::Store>(&action)) {
        messages.push_back(store->message);
        again(receiver.stored(receiver::StoreResult::kept), again);
      }
    }
  };
  carry_out(receiver.open(), carry_out);
  for (const std::string& piece : dialogue) carry_out(receiver.feed(piece), carry_out);
  return messages;
}

TEST(Dialogues, ThatReachTheContentDeliver) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    Random random(seed);
    const Dialogue dialogue = lawful_way(Reach::content, random);
    EXPECT_EQ(stored(dialogue).size(), 1U) << testing::PrintToString(dialogue);
  }
}

TEST(Dialogues, ThatReachOnlyTheirRecipientsDeliverNothing) {
  Random random(1);
  EXPECT_TRUE(stored(lawful_way(Reach::recipient, random)).empty());
}

TEST(Dialogues, ThatReachTheirChunksDeliver) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    Random random(seed);
    const Dialogue dialogue = lawful_way(Reach::chunks, random);
    EXPECT_EQ(stored(dialogue).size(), 1U) << testing::PrintToString(dialogue);
  }
}

TEST(Content, HasTheSizeThatWasAsked) {
  for (std::size_t size = 2; size < 2000; ++size) {
    Random random(size);
    std::string content, read;
    append_content(content, size, random);
    std::string_view input = content;
    syntax::ContentReader reader;
    EXPECT_EQ(reader.read(input, {}, read), syntax::ContentStatus::end);
    EXPECT_EQ(read.size(), size);
    EXPECT_EQ(input, "");
    EXPECT_FALSE(reader.has(syntax::ContentFault::long_line)) << size;
  }
}

TEST(Replies, ThatKeepTheLawHaveNoFault) {
  for (std::uint64_t seed = 0; seed < kMany; ++seed) {
    Random random(seed);
    std::string octets;
    append_reply(octets, random, Law::kept);
    reply::ReplyReader reader;
    reader.feed(octets);
    const auto reply = reader.next();
    ASSERT_TRUE(reply) << octets;
    EXPECT_EQ(reply->faults, 0U) << octets;
    EXPECT_EQ(reply->octets, octets);
  }
}

TEST(Words, AreThoseOfTheTables) {
  EXPECT_THAT(command_words(), testing::IsSupersetOf({"MAIL", "BDAT", " SIZE=", " SMTPUTF8", "8BITMIME",
                                                      "AUTH SCRAM-SHA-256 ", "@example.test"}));
  EXPECT_THAT(reply_words(), testing::IsSupersetOf({"250-", "PIPELINING", "ENHANCEDSTATUSCODES"}));
}

}  // namespace
}  // namespace smtpspec::fuzz
