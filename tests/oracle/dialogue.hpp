#pragma once

#include "reference/oracle/oracle.hpp"
#include "reference/receiver/site.hpp"

#include <memory>
#include <string_view>

namespace smtpspec::oracle {

inline reply::Reply reply_of(std::string_view octets) {
  reply::ReplyReader reader;
  reader.feed(octets);
  return reader.next().value_or(reply::Reply{});
}

/// An oracle that has seen the greeting and EHLO.
inline Oracle greeted() {
  Oracle oracle(std::make_shared<receiver::Site>());
  oracle.received(reply_of("220 mail.example.test\r\n"));
  oracle.sent("EHLO client.test\r\n");
  oracle.received(reply_of(
      "250-mail.example.test\r\n250-PIPELINING\r\n250-STARTTLS\r\n250-CHUNKING\r\n250 SIZE 1000\r\n"));
  return oracle;
}

inline View answer(Oracle& oracle, std::string_view sent, std::string_view reply) {
  oracle.sent(sent);
  return oracle.received(reply_of(reply));
}

inline Oracle in_transaction() {
  Oracle oracle = greeted();
  answer(oracle, "MAIL FROM:<a@client.test>\r\n", "250 ok\r\n");
  answer(oracle, "RCPT TO:<alice@example.test>\r\n", "250 ok\r\n");
  return oracle;
}

/// An oracle that has seen the greeting and the answer to `hello`.
inline Oracle greeted_by(std::string_view hello, std::string_view reply, const receiver::Site& site = {}) {
  Oracle oracle(std::make_shared<receiver::Site>(site));
  oracle.received(reply_of("220 mail.example.test\r\n"));
  answer(oracle, hello, reply);
  return oracle;
}

/// What is unlawful or unexplained.
inline bool accuses(const View& view) { return view.grade >= Grade::unlawful; }

}  // namespace smtpspec::oracle
