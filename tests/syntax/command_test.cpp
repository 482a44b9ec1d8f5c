#include "reference/syntax/command.hpp"

#include "reference/reply/visible.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

namespace smtpspec::syntax {
namespace {

Command parse(std::string_view line, const Reading& reading = {}) {
  Command command;
  parse_command(line, reading, command);
  return command;
}

constexpr std::array kVerbs = {
    Verb::helo, Verb::ehlo,     Verb::mail, Verb::rcpt, Verb::data, Verb::rset, Verb::noop,
    Verb::quit, Verb::vrfy,     Verb::expn, Verb::help, Verb::send, Verb::soml, Verb::saml,
    Verb::turn, Verb::starttls, Verb::auth, Verb::bdat, Verb::lhlo, Verb::etrn,
};

TEST(Verb, IsFoundWithoutRegardToCase) {
  for (const Verb verb : kVerbs) {
    std::string lower(name(verb));
    for (char& c : lower) c = static_cast<char>(c - 'A' + 'a');
    EXPECT_EQ(find_verb(name(verb)), verb);
    EXPECT_EQ(find_verb(lower), verb);
  }
}

TEST(Verb, AnyOtherIsUnknown) {
  for (const std::string_view text :
       {"", "XYZZY", "MAI", "MAILS", "STARTTLSX", "STARTTL", "M\xc0IL", "\xcd\xc1\xc9\xcc"}) {
    EXPECT_EQ(find_verb(text), Verb::unknown) << text;
  }
  EXPECT_EQ(find_verb(std::string_view("\0MAIL", 5)), Verb::unknown);
}

TEST(Command, EveryVerbIsReadInItsPlainForm) {
  for (const std::string_view line : {"HELO client.test",
                                      "EHLO client.test",
                                      "EHLO [192.0.2.1]",
                                      "EHLO [IPv6:2001:db8::1]",
                                      "MAIL FROM:<>",
                                      "MAIL FROM:<alice@example.test>",
                                      "RCPT TO:<bob@example.test>",
                                      "RCPT TO:<Postmaster>",
                                      "DATA",
                                      "RSET",
                                      "NOOP",
                                      "NOOP anything at all",
                                      "QUIT",
                                      "VRFY alice",
                                      "EXPN staff",
                                      "HELP",
                                      "HELP MAIL",
                                      "SEND FROM:<a@b.test>",
                                      "SOML FROM:<a@b.test>",
                                      "SAML FROM:<a@b.test>",
                                      "TURN",
                                      "STARTTLS",
                                      "AUTH PLAIN",
                                      "AUTH PLAIN AGEAYg==",
                                      "AUTH SCRAM-SHA-256 =",
                                      "BDAT 0",
                                      "BDAT 86 LAST",
                                      "LHLO client.test",
                                      "ETRN @example.test"}) {
    const Command command = parse(line);
    EXPECT_NE(command.verb, Verb::unknown) << line;
    EXPECT_EQ(command.oddities, 0U) << line << ": " << describe(command.error);
    EXPECT_EQ(name(command.verb), command.verb_text) << line;
  }
}

TEST(Command, TheArgumentIsAllBehindTheVerb) {
  EXPECT_EQ(parse("VRFY  a b \t").argument, "a b");
  EXPECT_EQ(parse("XYZZY a").argument, "a");
  EXPECT_EQ(parse("XYZZY a").verb_text, "XYZZY");
  EXPECT_EQ(parse("").verb_text, "");
}

TEST(Command, ReadsAPath) {
  const Command command = parse("MAIL FROM:<@one.test,@two.test:\"a b\"@three.test> SIZE=1000 SMTPUTF8");
  EXPECT_EQ(command.path.text, "@one.test,@two.test:\"a b\"@three.test");
  EXPECT_EQ(command.path.route, "@one.test,@two.test");
  EXPECT_EQ(command.path.local_part, "\"a b\"");
  EXPECT_EQ(command.path.domain, "three.test");
  ASSERT_EQ(command.parameters.size(), 2U);
  EXPECT_EQ(command.parameters[0].keyword, "SIZE");
  EXPECT_EQ(command.parameters[0].value, "1000");
  EXPECT_TRUE(command.parameters[0].has_equals);
  EXPECT_EQ(command.parameters[1].keyword, "SMTPUTF8");
  EXPECT_FALSE(command.parameters[1].has_equals);
  EXPECT_EQ(command.oddities, 0U);
}

TEST(Command, TheDomainBeginsBehindTheLastUnquotedAt) {
  const Command command = parse("RCPT TO:<\"u@local.test\"@remote.test>");
  EXPECT_EQ(command.path.local_part, "\"u@local.test\"");
  EXPECT_EQ(command.path.domain, "remote.test");
}

TEST(Command, ACloseBracketInQuotesDoesNotEndThePath) {
  const Command command = parse("RCPT TO:<\"a>b\\\"c\"@d.test> NOTIFY=NEVER");
  EXPECT_EQ(command.path.local_part, "\"a>b\\\"c\"");
  EXPECT_EQ(command.path.domain, "d.test");
  EXPECT_EQ(command.parameters.size(), 1U);
}

TEST(Command, ADomainCanBeMisread) {
  constexpr std::string_view kLine = "RCPT TO:<\"u@local.test\"@remote.test>";
  const Command first = parse(kLine, {.domain_after = DomainAfter::first_at});
  EXPECT_EQ(first.path.local_part, "u");
  EXPECT_EQ(first.path.domain, "local.test");
  const Command last = parse("RCPT TO:<\"u@local.test\">", {.domain_after = DomainAfter::last_at});
  EXPECT_EQ(last.path.domain, "local.test\"");
  EXPECT_EQ(first.oddities, parse(kLine).oddities);
  EXPECT_EQ(first.features, parse(kLine).features);
}

TEST(Command, ReadsAuth) {
  const Command command = parse("AUTH plain AGEAYg==");
  EXPECT_EQ(command.mechanism, "plain");
  EXPECT_EQ(command.initial_response, "AGEAYg==");
  EXPECT_TRUE(command.has_initial_response);
  EXPECT_FALSE(parse("AUTH PLAIN").has_initial_response);
  EXPECT_EQ(parse("AUTH PLAIN =").initial_response, "=");
}

TEST(Command, ReadsBdat) {
  EXPECT_EQ(parse("BDAT 86").chunk_size, 86U);
  EXPECT_FALSE(parse("BDAT 86").last_chunk);
  EXPECT_TRUE(parse("BDAT 0 last").last_chunk);
  EXPECT_EQ(parse("BDAT 18446744073709551615").chunk_size, 18446744073709551615U);
  EXPECT_EQ(parse("BDAT 18446744073709551615").oddities, 0U);
}

TEST(Command, ABdatCountCanWrap) {
  const Command command = parse("BDAT 4294967301 LAST", {.count_wraps = true});
  EXPECT_EQ(command.chunk_size, 5U);
  EXPECT_EQ(command.oddities, 0U);
  EXPECT_EQ(parse("BDAT 18446744073709551621", {.count_wraps = true}).chunk_size, 5U);
}

TEST(Command, LastIsNotFoldedFromUnicode) {
  const Command command = parse("BDAT 10 LA\xc5\xbfT");
  EXPECT_FALSE(command.last_chunk);
  EXPECT_TRUE(has(command.oddities, Oddity::unexpected_argument));
}

TEST(Command, NothingOfAnEarlierLineRemains) {
  Command command;
  parse_command("MAIL FROM:<@a:b@c.test> SIZE=1 SIZE=2", {}, command);
  parse_command("BDAT 5 LAST", {}, command);
  parse_command("QUIT", {}, command);
  EXPECT_TRUE(command.parameters.empty());
  EXPECT_EQ(command.path.text, "");
  EXPECT_EQ(command.chunk_size, 0U);
  EXPECT_FALSE(command.last_chunk);
  EXPECT_EQ(command.oddities, 0U);
  EXPECT_EQ(command.features, 0U);
}

TEST(Command, EveryOctetCanStandAnywhere) {
  for (const std::string_view line :
       {"MAIL FROM:<\"a\"@[IPv6:::1]> SIZE=1", "RCPT TO:<@a,@b:c@d>", "BDAT 1 LAST", "AUTH X Y"}) {
    for (std::size_t at = 0; at < line.size(); ++at) {
      for (int octet = 0; octet < 256; ++octet) {
        std::string changed(line);
        changed[at] = static_cast<char>(octet);
        const Command command = parse(changed);
        EXPECT_LE(command.error_offset, changed.size());
        const std::string cut = changed.substr(0, at);
        EXPECT_LE(parse(cut).error_offset, cut.size());
      }
    }
  }
}

}  // namespace
}  // namespace smtpspec::syntax
