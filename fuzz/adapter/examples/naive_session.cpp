// A receiver of 60 lines, which asks little of its client.
#include "fuzz/support/naive_session.hpp"

#include <smtpspec_fuzz.h>

namespace {

struct Connection {
  smtpspec::fuzz::NaiveSession session;
  std::string line;  // as far as it has come
};

void tell_replies(Connection& connection, smtpspec_answer* answer) {
  std::string& replies = connection.session.replies;
  smtpspec_tell(answer, SMTPSPEC_REPLIES, replies.data(), replies.size());
  replies.clear();
}

void* open(smtpspec_answer* answer) {
  auto* connection = new Connection;
  connection->session.reply("220 naive.test");
  tell_replies(*connection, answer);
  return connection;
}

int feed(void* session, const char* octets, size_t size, smtpspec_answer* answer) {
  auto& connection = *static_cast<Connection*>(session);
  connection.line.append(octets, size);
  const std::size_t end = connection.line.rfind("\r\n");
  if (end != std::string::npos) {
    connection.session.feed(std::string_view(connection.line).substr(0, end + 2));
    connection.line.erase(0, end + 2);
  }
  tell_replies(connection, answer);
  return 0;
}

void close(void* session) { delete static_cast<Connection*>(session); }

}  // namespace

const smtpspec_parser* smtpspec_parser_under_test() {
  static const smtpspec_receiver receiver = {open, feed, close};
  static const smtpspec_parser parser = {nullptr, nullptr, nullptr, nullptr, nullptr, &receiver, nullptr};
  return &parser;
}
