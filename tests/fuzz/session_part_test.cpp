#include "fuzz/adapter/parts.hpp"

#include <gmock/gmock.h>

#include <string>

namespace smtpspec::fuzz {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Client {
  std::string unread;
};

void tell(smtpspec_answer* answer, std::string_view reply) {
  smtpspec_tell(answer, SMTPSPEC_REPLIES, reply.data(), reply.size());
}

void* open(smtpspec_answer* answer) {
  tell(answer, "220 stub.test\r\n");
  return new Client;
}

void close(void* client) { delete static_cast<Client*>(client); }

/// What a receiver makes of what came together with STARTTLS. Later plaintext both take for what came inside
/// TLS.
enum class Behind : std::uint8_t { discarded, a_reason_to_refuse };

template <Behind behind>
int feed(void* session, const char* octets, std::size_t size, smtpspec_answer* answer) {
  auto& [unread] = *static_cast<Client*>(session);
  unread.append(octets, size);
  for (std::size_t end = 0; (end = unread.find("\r\n")) != std::string::npos;) {
    const std::string line = unread.substr(0, end);
    unread.erase(0, end + 2);
    if (line == "EHLO x.test") {
      tell(answer, "250-stub.test\r\n250 STARTTLS\r\n");
    } else if (line != "STARTTLS" && line != "starttls") {
      tell(answer, line == "NOOP" ? "250 OK\r\n" : "500 What?\r\n");
    } else if (behind == Behind::a_reason_to_refuse && !unread.empty()) {
      tell(answer, "554 Plaintext behind STARTTLS\r\n");
    } else {
      tell(answer, "220 Go ahead\r\n");
      unread.clear();
    }
  }
  return 0;
}

/// Also answers what comes octet by octet.
int feed_by_pieces(void* session, const char* octets, std::size_t size, smtpspec_answer* answer) {
  if (size == 1) tell(answer, "250 OK\r\n");
  return feed<Behind::discarded>(session, octets, size, answer);
}

using Feed = decltype(smtpspec_receiver::feed);

/// The kinds of what the receiver and the reference differ in.
std::vector<std::string> kinds(Feed feed, std::string_view input) {
  const smtpspec_receiver receiver = {open, feed, close};
  smtpspec_parser parser{};
  parser.receiver = &receiver;
  std::vector<std::string> out;
  for (const Disagreement& one : compare_session(parser, input)) out.push_back(one.kind);
  return out;
}

TEST(SessionPart, WhatCameBehindStarttlsIsNotCompared) {
  for (const Feed feed : {feed<Behind::discarded>, feed<Behind::a_reason_to_refuse>})
    EXPECT_THAT(kinds(feed, "EHLO x.test\r\nSTARTTLS\r\nNOOP\r\n"), IsEmpty());
}

TEST(SessionPart, StarttlsIsKnownInAnyCase) {
  EXPECT_THAT(kinds(feed<Behind::discarded>, "EHLO x.test\r\nstarttls\r\nNOOP\r\n"), IsEmpty());
}

TEST(SessionPart, RepliesThatDependOnCutsAreFoundBeforeStarttls) {
  EXPECT_THAT(kinds(feed_by_pieces, "EHLO x.test\r\nSTARTTLS\r\nNOOP\r\n"),
              ElementsAre("session: replies depend on how the input is cut"));
}

}  // namespace
}  // namespace smtpspec::fuzz
