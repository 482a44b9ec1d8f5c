#include "harness/run/suspects.hpp"

#include <gmock/gmock.h>

namespace smtpspec::run {
namespace {

using player::Entry;
using testing::ElementsAre;
using testing::IsEmpty;

Entry closed() { return {.link = Entry::Link::closed_by_peer, .text = "the server closed the connection"}; }
Entry received(const std::string& octets) { return {.kind = Entry::Kind::received, .octets = octets}; }

player::Result polite() {
  player::Result out;
  out.transcript = {received("220 x\r\n"), received("221 bye\r\n"), closed()};
  return out;
}
player::Result cut_off() {
  player::Result out;
  out.transcript = {received("220 x\r\n"), closed()};
  return out;
}
player::Result unreachable() {
  player::Result out;
  out.end = player::Result::End::unreachable;
  return out;
}

TEST(Suspects, ThereAreNoneBeforeAnythingWasPlayed) { EXPECT_THAT(Suspects().named(), IsEmpty()); }

TEST(Suspects, OneByOneTheLastOneIsNamed) {
  Suspects suspects;
  suspects.ended(1, suspects.began(), cut_off());
  suspects.ended(2, suspects.began(), polite());
  suspects.ended(3, suspects.began(), unreachable());
  EXPECT_THAT(suspects.named(), ElementsAre(2));
}

TEST(Suspects, SideBySideThoseThatWereCutOffAreNamed) {
  Suspects suspects;
  const auto one = suspects.began(), two = suspects.began(), three = suspects.began();
  suspects.ended(1, one, polite());
  suspects.ended(2, two, cut_off());
  suspects.ended(3, three, cut_off());
  suspects.ended(4, suspects.began(), unreachable());
  EXPECT_THAT(suspects.named(), ElementsAre(2, 3));
}

TEST(Suspects, ALaterSessionAcquitsThoseThatWereOver) {
  Suspects suspects;
  const auto one = suspects.began(), two = suspects.began();
  suspects.ended(1, one, cut_off());
  const auto three = suspects.began();
  suspects.ended(2, two, cut_off());
  suspects.ended(3, three, cut_off());
  EXPECT_THAT(suspects.named(), ElementsAre(2, 3));
}

}  // namespace
}  // namespace smtpspec::run
