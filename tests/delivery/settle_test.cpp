#include "harness/delivery/settle.hpp"

#include <gtest/gtest.h>

namespace smtpspec::delivery {
namespace {

using player::Grade;

language::Template text(std::string literal) { return {.parts = {std::move(literal)}, .at = {}}; }
std::vector<language::Piece> octets(std::string literal) {
  language::Piece piece;
  piece.text = text(std::move(literal));
  return {piece};
}

player::Claim claim(language::DeliveredClaim what) {
  return {.claim = std::move(what),
          .rows = {},
          .token = "tok",
          .requirement = "RFC1-a",
          .at = {7, 3},
          .source = "delivered"};
}
DeliveredMessage message(std::string content) {
  return {.from = "a@b.test", .to = {"c@d.test"}, .octets = std::move(content), .source = "one"};
}
Grade settled(const language::DeliveredClaim& what, const std::vector<DeliveredMessage>& messages) {
  return settle(claim(what), {.messages = messages}, Grade::fail).grade;
}

TEST(Settle, CountsTheMessagesOfItsToken) {
  const std::vector<DeliveredMessage> messages = {message("tok\r\n"), message("other\r\n")};
  EXPECT_EQ(settled({.count = 1}, messages), Grade::pass);
  EXPECT_EQ(settled({.count = 2}, messages), Grade::fail);
  EXPECT_EQ(settled({.count = 0}, {}), Grade::pass);
}

TEST(Settle, ComparesTheEnvelope) {
  const std::vector<DeliveredMessage> messages = {message("tok\r\n")};
  EXPECT_EQ(settled({.count = 1, .from = text("a@B.test")}, messages), Grade::pass);
  EXPECT_EQ(settled({.count = 1, .from = text("A@b.test")}, messages), Grade::fail);
  EXPECT_EQ(settled({.count = 1, .to = {text("c@d.test")}}, messages), Grade::pass);
  EXPECT_EQ(settled({.count = 1, .to = {text("c@d.test"), text("e@d.test")}}, messages), Grade::fail);
}

TEST(Settle, LooksBehindTheTraceFields) {
  const std::string content = "Subject: tok\r\n\r\nx\r\n";
  const std::vector<DeliveredMessage> messages = {
      message("Return-Path: <a@b.test>\r\nReceived: from x\r\n\tby y; now\r\n" + content)};
  EXPECT_EQ(settled({.count = 1, .content = octets(content)}, messages), Grade::pass);
  EXPECT_EQ(settled({.count = 1, .content = octets("Subject: tok\r\n")}, messages), Grade::fail);
  EXPECT_EQ(settled({.count = 1, .has = octets("Subject")}, messages), Grade::pass);
  EXPECT_EQ(settled({.count = 1, .lacks = octets("Received")}, messages), Grade::pass);
  EXPECT_EQ(settled({.count = 1, .matches = {{.re = "Received: from x\\s+by y"}}}, messages), Grade::pass);
  EXPECT_EQ(settled({.count = 1, .matches = {{.re = "by z"}}}, messages), Grade::fail);
}

TEST(Settle, WhatCannotBeSeenProvesNothing) {
  DeliveredMessage lines = message("tok\r\nx\r\n");
  lines.lines_only = true;
  EXPECT_EQ(settled({.count = 1, .lacks = octets("\n.\n")}, {lines}), Grade::skip);
  EXPECT_EQ(settled({.count = 1, .has = octets("x\r\n")}, {lines}), Grade::pass);
  DeliveredMessage bare = message("tok\r\n");
  bare.envelope = false;
  EXPECT_EQ(settled({.count = 1, .from = text("a@b.test")}, {bare}), Grade::skip);
}

TEST(Settle, TheFirstRowThatHoldsGivesTheGrade) {
  player::Claim what = claim({.count = 1});
  what.rows = {{.grade = Grade::note, .claim = {.count = 0}, .label = "kept", .at = {8, 4}},
               {.grade = Grade::risk, .claim = {.count = 2}, .label = "smuggled", .at = {9, 4}}};
  const player::Finding none = settle(what, {}, Grade::fail);
  EXPECT_EQ(none.grade, Grade::note);
  EXPECT_EQ(none.at.line, 8U);
  const player::Finding two =
      settle(what, {.messages = {message("tok 1\r\n"), message("tok 2\r\n")}}, Grade::fail);
  EXPECT_EQ(two.grade, Grade::risk);
  EXPECT_EQ(two.message, "smuggled: delivered 2 messages");
}

/// RFC 5321 §3.9.1, §6.1: an alias, an archive or a report may hold what was sent once.
TEST(Settle, AFurtherCopyConvictsNobody) {
  player::Claim what = claim({.count = 1, .has = octets("kept")});
  what.rows = {
      {.grade = Grade::warn, .claim = {.count = 1, .has = octets("cut")}, .label = "cut", .at = {8, 4}}};
  const auto settled = [&](const std::vector<DeliveredMessage>& messages) {
    return settle(what, {.messages = messages}, Grade::fail);
  };
  const player::Finding two = settled({message("a report of tok"), message("tok kept")});
  EXPECT_EQ(two.grade, Grade::note);
  EXPECT_EQ(two.message, "delivered 2 messages, and one is as claimed");
  EXPECT_EQ(settled({message("tok cut"), message("tok cut")}).grade, Grade::warn);
  EXPECT_EQ(settled({message("tok"), message("tok")}).grade, Grade::fail);
}

/// RFC 6152 §3: a server encodes what the next hop cannot take.
TEST(Settle, WhatWasEncodedOnItsWayDoesNotShowItsContent) {
  const DeliveredMessage encoded =
      message("Subject: tok\r\nContent-Transfer-Encoding:  BASE64 \r\n\r\neA==\r\n");
  EXPECT_EQ(settled({.count = 1, .has = octets("x\r\n")}, {encoded}), Grade::skip);
  EXPECT_EQ(settled({.count = 1}, {encoded}), Grade::pass);
  const DeliveredMessage body = message("Subject: tok\r\n\r\nContent-Transfer-Encoding: base64\r\n");
  EXPECT_EQ(settled({.count = 1, .has = octets("x\r\n")}, {body}), Grade::fail);
}

TEST(Settle, TooFewMessagesAccuseNobodyWhileMailStillComes) {
  player::Claim what = claim({.count = 2});
  what.rows = {{.grade = Grade::fail, .claim = {.count = 1}, .label = "lost", .at = {8, 4}}};
  const auto grade = [&](Arrived arrived) { return settle(what, arrived, Grade::fail).grade; };
  EXPECT_EQ(grade({.messages = {message("tok")}}), Grade::fail);
  EXPECT_EQ(grade({.messages = {message("tok")}, .more_may_come = true}), Grade::blocked);
  const std::vector three(3, message("tok"));
  EXPECT_EQ(grade({.messages = three, .more_may_come = true}), Grade::fail);
}

TEST(Settle, WhereNothingCameAtAllNothingIsProven) {
  const auto grade = [](Arrived arrived) { return settle(claim({.count = 0}), arrived, Grade::fail).grade; };
  EXPECT_EQ(grade({}), Grade::pass);
  EXPECT_EQ(grade({.shows_absence = false}), Grade::blocked);
  EXPECT_EQ(grade({.messages = {message("another")}}), Grade::pass);
}

TEST(TraceFields, AreDroppedWithTheirContinuationLines) {
  EXPECT_EQ(behind_trace_fields("Received: a\r\n b\r\nSubject: x\r\n"), "Subject: x\r\n");
  EXPECT_EQ(behind_trace_fields("Subject: x\r\nReceived: a\r\n"), "Subject: x\r\nReceived: a\r\n");
  EXPECT_EQ(behind_trace_fields(" x"), " x");
  EXPECT_EQ(behind_trace_fields("received: a"), "received: a");
}

}  // namespace
}  // namespace smtpspec::delivery
