#include "reference/server/server.hpp"

#include "tests/support/temporary_folder.hpp"
#include "tests/tls/pair.hpp"
#include "tests/transport/loopback.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <future>
#include <sstream>

namespace smtpspec::server {
namespace {

namespace fs = std::filesystem;
using loopback::Stream;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

constexpr const char* kMail =
    "MAIL FROM:<carol@client.test>\r\nRCPT TO:<alice@example.test>\r\nDATA\r\nSubject: "
    "x\r\n\r\n..dot\r\n.\r\n";

/// A server that serves, and clients that found it.
struct Serving {
  explicit Serving(ServerOptions options = {}) : server(std::move(options)) {
    const auto listening = server.listen();
    if (!listening) throw std::runtime_error(listening.error());
    server.start();
  }
  Stream client() const { return Stream::connect(server.port()); }
  /// Says `octets` and QUIT, and returns all replies.
  std::string converse(const std::string& octets) const {
    Stream stream = client();
    stream.send(octets + "QUIT\r\n");
    return stream.receive_all();
  }

  Server server;
};

/// A store of one message.
class OneMessage {
 public:
  std::function<receiver::StoreResult(const receiver::Message&)> keep() {
    return [this](const receiver::Message& message) {
      message_.set_value(message);
      return receiver::StoreResult::kept;
    };
  }
  receiver::Message get() { return message_.get_future().get(); }

 private:
  std::promise<receiver::Message> message_;
};

/// A store that takes a message and waits to be told to go on.
class SlowStore {
 public:
  std::function<receiver::StoreResult(const receiver::Message&)> keep() {
    return [this](const receiver::Message&) {
      has_message_.set_value();
      may_go_on_.get_future().wait();
      return receiver::StoreResult::kept;
    };
  }
  void wait_for_message() { has_message_.get_future().wait(); }
  void go_on() { may_go_on_.set_value(); }

 private:
  std::promise<void> has_message_, may_go_on_;
};

std::string line(Stream& stream, std::string_view command) {
  stream.send(command);
  return stream.receive_until("\r\n");
}

std::string ehlo(Stream& stream) {
  stream.send("EHLO client.test\r\n");
  std::string reply;
  while (reply.find("\r\n250 ") == std::string::npos && !reply.starts_with("250 ")) {
    const std::string more = stream.receive();
    if (more.empty()) break;
    reply += more;
  }
  return reply;
}

std::string lines(Stream& stream, int count) {
  std::string all;
  while (std::count(all.begin(), all.end(), '\n') < count) {
    const std::string more = stream.receive();
    if (more.empty()) break;
    all += more;
  }
  return all;
}

std::string read(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

std::vector<fs::path> files(const fs::path& folder) {
  std::vector<fs::path> out;
  for (const auto& entry : fs::directory_iterator(folder)) out.push_back(entry.path());
  return out;
}

TEST(Server, TakesAMessageAndSaysGoodbye) {
  OneMessage store;
  Serving serving({.keep = store.keep()});
  const std::string replies = serving.converse(std::string("EHLO client.test\r\n") + kMail);
  EXPECT_THAT(replies,
              AllOf(StartsWith("220 mail.example.test"), HasSubstr("\r\n354 "), HasSubstr("\r\n221 ")));
  const receiver::Message message = store.get();
  EXPECT_EQ(message.reverse_path, "carol@client.test");
  EXPECT_THAT(message.content, AllOf(HasSubstr("\r\n\r\n.dot\r\n"), HasSubstr("([127.0.0.1])"),
                                     testing::Not(HasSubstr("01 Jan 1970"))));
}

TEST(Server, AnswersManyClientsAtOnce) {
  Serving serving;
  std::vector<Stream> clients;
  for (int i = 0; i < 50; ++i) clients.push_back(serving.client());
  for (auto& client : clients) EXPECT_THAT(client.receive_until("\r\n"), StartsWith("220 "));
  for (auto& client : clients) EXPECT_THAT(line(client, "NOOP\r\n"), StartsWith("250 "));
}

TEST(Server, ForgetsTheClientOverStartTls) {
  Serving serving;
  Stream client = serving.client();
  client.receive_until("\r\n");
  EXPECT_THAT(ehlo(client), HasSubstr("STARTTLS"));
  EXPECT_THAT(line(client, "STARTTLS\r\n"), StartsWith("220 "));
  ASSERT_TRUE(client.start_tls(tls::insecure_client(), "mail.example.test"));
  EXPECT_THAT(line(client, "MAIL FROM:<>\r\n"), StartsWith("503 "));
  EXPECT_THAT(ehlo(client), testing::Not(HasSubstr("STARTTLS")));
  EXPECT_THAT(line(client, "QUIT\r\n"), StartsWith("221 "));
  EXPECT_EQ(client.receive(), "");
  EXPECT_EQ(client.engine().state(), tls::Engine::State::closed);
}

TEST(Server, DiscardsWhatWasSentBehindStartTls) {
  Serving serving;
  Stream client = serving.client();
  client.receive_until("\r\n");
  ehlo(client);
  EXPECT_THAT(line(client, "STARTTLS\r\nNOOP injected\r\n"), StartsWith("220 "));
  ASSERT_TRUE(client.start_tls(tls::insecure_client()));
  EXPECT_THAT(line(client, "XYZZY\r\n"), StartsWith("5"));
}

TEST(Server, SpeaksTlsFromTheStartWhereToldTo) {
  Serving serving({.implicit_tls = true});
  Stream client = serving.client();
  ASSERT_TRUE(client.start_tls(tls::insecure_client()));
  EXPECT_THAT(client.receive_until("\r\n"), StartsWith("220 "));
  EXPECT_THAT(line(client, "QUIT\r\n"), StartsWith("221 "));
}

TEST(Server, SurvivesPlainTextInsteadOfAHandshake) {
  Serving serving;
  Stream client = serving.client();
  client.receive_until("\r\n");
  ehlo(client);
  line(client, "STARTTLS\r\n");
  client.send("EHLO again\r\n");
  client.half_close();
  client.receive_all();
  EXPECT_THAT(serving.converse(""), HasSubstr("221 "));
}

TEST(Server, UsesTheCertificateItIsGiven) {
  const tests::TemporaryFolder folder;
  std::ofstream(folder.path() / "ca.pem") << tls::certificate().chain_pem;
  Serving serving({.implicit_tls = true, .certificate = tls::certificate()});
  Stream client = serving.client();
  const auto trusting = tls::Context::client({.ca_file = folder.path() / "ca.pem"}).value();
  EXPECT_TRUE(client.start_tls(trusting, "localhost"));
}

TEST(Server, AuthenticatesOverTheWire) {
  Serving serving;
  const std::string right = "AUTH PLAIN AGFsaWNlAHNlY3JldA==\r\n", wrong = "AUTH PLAIN AGFsaWNlAGd1ZXNz\r\n";
  EXPECT_THAT(serving.converse("EHLO a.test\r\n" + wrong + right),
              AllOf(HasSubstr("\r\n535 "), HasSubstr("\r\n235 ")));
  EXPECT_THAT(serving.converse("EHLO a.test\r\nAUTH LOGIN\r\nYWxpY2U=\r\nc2VjcmV0\r\n"),
              HasSubstr("\r\n235 "));
}

TEST(Server, StoresAMessageBeforeItIsAcknowledged) {
  const tests::TemporaryFolder folder;
  Serving serving({.store = folder.path() / "mail"});
  Stream client = serving.client();
  client.receive_until("\r\n");
  ehlo(client);
  client.send(kMail);
  EXPECT_THAT(lines(client, 4), HasSubstr("\r\n250 "));
  const auto stored = files(folder.path() / "mail" / "new");
  ASSERT_THAT(stored, SizeIs(1));
  EXPECT_THAT(read(stored[0]), HasSubstr("Subject: x\r\n\r\n.dot\r\n"));
  EXPECT_EQ(read(folder.path() / "mail" / "envelope" / stored[0].filename()),
            "MAIL FROM:<carol@client.test>\nRCPT TO:<alice@example.test>\n");
  EXPECT_THAT(files(folder.path() / "mail" / "tmp"), IsEmpty());
}

TEST(Server, AsksToTryLaterWhereItCannotStore) {
  const tests::TemporaryFolder folder;
  Serving serving({.store = folder.path() / "mail"});
  fs::remove_all(folder.path() / "mail" / "tmp");
  EXPECT_THAT(serving.converse(std::string("EHLO a.test\r\n") + kMail), HasSubstr("\r\n451 "));
}

TEST(Server, ServesOthersWhileAMessageIsStored) {
  SlowStore store;
  Serving serving({.keep = store.keep()});
  Stream client = serving.client();
  client.send(std::string("EHLO client.test\r\n") + kMail);
  store.wait_for_message();
  EXPECT_THAT(serving.converse("NOOP\r\n"), HasSubstr("\r\n221 "));
  client.send("QUIT\r\n");
  store.go_on();
  EXPECT_THAT(client.receive_all(),
              AllOf(HasSubstr("\r\n354 "), HasSubstr("\r\n250 2.0.0"), HasSubstr("\r\n221 ")));
}

TEST(Server, IsBusyAndNotIdleWhileAMessageIsStored) {
  SlowStore store;
  ServerOptions options{.keep = store.keep()};
  options.site.idle_ms = 50;
  Serving serving(std::move(options));
  Stream client = serving.client();
  client.send(std::string("EHLO client.test\r\n") + kMail);
  store.wait_for_message();
  EXPECT_THAT(serving.client().receive_all(), HasSubstr("\r\n421 "));  // so long is 50 ms
  client.send("QUIT\r\n");
  store.go_on();
  EXPECT_THAT(client.receive_all(), AllOf(HasSubstr("\r\n221 "), testing::Not(HasSubstr("\r\n421 "))));
}

/// What is sent meanwhile waits in the sockets, not in the server.
TEST(Server, ReadsNothingWhileAMessageIsStored) {
  constexpr std::size_t kMoreThanSocketsHold = 128 * 1024 * 1024;
  SlowStore store;
  Serving serving({.keep = store.keep()});
  Stream client = serving.client();
  client.send(std::string("EHLO client.test\r\n") + kMail);
  store.wait_for_message();
  std::string noops;
  for (int i = 0; i < 10'000; ++i) noops += "NOOP\r\n";
  std::size_t taken = 0;
  for (std::size_t more = 1; more > 0 && taken < kMoreThanSocketsHold; taken += more) {
    more = client.send_at_once(noops);
    serving.converse("");  // the server had time to read
  }
  EXPECT_LT(taken, kMoreThanSocketsHold);
  store.go_on();
}

TEST(Server, TurnsAwayWhoIsTooMany) {
  Serving serving({.max_connections = 2});
  Stream first = serving.client(), second = serving.client();
  EXPECT_THAT(first.receive_until("\r\n"), StartsWith("220 "));
  EXPECT_THAT(second.receive_until("\r\n"), StartsWith("220 "));
  EXPECT_THAT(serving.client().receive_all(), StartsWith("421 mail.example.test "));
  EXPECT_THAT(line(first, "NOOP\r\n"), StartsWith("250 "));
  second.send("QUIT\r\n");
  second.receive_all();
  second.close();
  std::string greeting;  // the server may hear of the end a little later
  while (!greeting.starts_with("220 ")) greeting = serving.client().receive_until("\r\n");
  EXPECT_THAT(greeting, StartsWith("220 "));
}

TEST(Server, ListensOnAUnixSocketAndRemovesIt) {
  const tests::TemporaryFolder folder;
  const std::string path = folder.path() / "lmtp";
  {
    ServerOptions options{.unix_path = path};
    options.site.lmtp = true;
    Serving serving(std::move(options));
    Stream client = Stream::connect_unix(path);
    EXPECT_THAT(client.receive_until("\r\n"), StartsWith("220 "));
    EXPECT_THAT(line(client, "LHLO a.test\r\n"), StartsWith("250"));
  }
  EXPECT_FALSE(fs::exists(path));
}

TEST(Server, SaysWhyItCannotListen) {
  Serving taken;
  EXPECT_THAT(Server({.port = taken.server.port()}).listen().error(), HasSubstr("Address already in use"));
  EXPECT_THAT(Server({.address = "example.test"}).listen().error(), HasSubstr("no IP address"));
  EXPECT_THAT(Server({.unix_path = "/nowhere/socket"}).listen().error(), HasSubstr("/nowhere/socket"));
  EXPECT_THAT(Server({.store = "/proc/none"}).listen().error(), HasSubstr("/proc/none"));
}

TEST(Server, SendsIdleClientsAway) {
  ServerOptions options;
  options.site.idle_ms = 50;
  Serving serving(std::move(options));
  Stream client = serving.client();
  const std::string all = client.receive_all();
  EXPECT_THAT(all, AllOf(StartsWith("220 "), HasSubstr("\r\n421 ")));
}

TEST(Server, GoesOnWithAnIdleClientWhereItDeviatesSo) {
  ServerOptions options;
  options.site.idle_ms = 50;
  options.behaviour = *receiver::parse_mutation("idle-deadline=stays-open");
  Serving serving(std::move(options));
  Stream client = serving.client();
  client.receive_until("\r\n");
  EXPECT_THAT(client.receive_until("\r\n"), StartsWith("421 "));
  EXPECT_THAT(serving.converse(""), HasSubstr("221 "));
  client.send("HELP\r\n");
  std::string reply;
  do reply = client.receive_until("\r\n");
  while (reply.starts_with("421 "));
  EXPECT_THAT(reply, StartsWith("214"));
}

TEST(Server, TellsItsClientsWhenItLeaves) {
  Serving serving;
  Stream client = serving.client();
  client.receive_until("\r\n");
  serving.server.leave();
  EXPECT_THAT(client.receive_all(), StartsWith("421 "));
}

TEST(Server, LeavesThoughItHangs) {
  ServerOptions options;
  options.behaviour = *receiver::parse_mutation("fault:noop:hangs");
  Serving serving(std::move(options));
  Stream client = serving.client();
  client.receive_until("\r\n");
  client.send("RSET\r\nNOOP\r\n");
  EXPECT_THAT(client.receive_until("\r\n"), StartsWith("250 "));
  serving.server.leave();
  EXPECT_EQ(client.receive_all(), "");
}

TEST(Server, SendsIdleClientsAwayThoughItHangs) {
  ServerOptions options;
  options.site.idle_ms = 50;
  options.behaviour = *receiver::parse_mutation("fault:noop:hangs");
  Serving serving(std::move(options));
  Stream client = serving.client();
  client.receive_until("\r\n");
  client.send("NOOP\r\n");
  EXPECT_EQ(client.receive_all(), "");
}

TEST(Server, AcknowledgesWhatItStoresBeforeItLeaves) {
  SlowStore store;
  ServerOptions options;
  options.keep = store.keep();
  Serving serving(std::move(options));
  Stream client = serving.client();
  client.receive_until("\r\n");
  ehlo(client);
  client.send(kMail);
  store.wait_for_message();
  serving.server.leave();
  store.go_on();
  EXPECT_THAT(client.receive_all(), AllOf(HasSubstr("\r\n250 2.0.0"), HasSubstr("\r\n421 ")));
}

TEST(Server, DropsClientsThatDoNotRead) {
  ServerOptions options;
  options.site.idle_ms = 100;
  Serving serving(std::move(options));
  Stream client = serving.client();
  std::string noops;
  for (int i = 0; i < 200'000; ++i) noops += "NOOP\r\n";
  while (client.send(noops)) {
  }
  EXPECT_THAT(serving.converse(""), HasSubstr("221 "));
}

TEST(Server, DeviatesAsTold) {
  ServerOptions options;
  options.behaviour = *receiver::parse_mutation("fault:noop:dies");
  Serving serving(std::move(options));
  Stream client = serving.client();
  client.receive_until("\r\n");
  client.send("NOOP\r\n");
  client.receive_all();
  EXPECT_EQ(client.error(), ECONNRESET);
}

TEST(Server, BecomesTheSenderAfterTurn) {
  ServerOptions options;
  options.behaviour = *receiver::parse_mutation("turn=taken");
  Serving serving(std::move(options));
  Stream client = serving.client();
  client.receive_until("\r\n");
  line(client, "HELO client.test\r\n");
  EXPECT_THAT(line(client, "TURN\r\n"), StartsWith("250 "));
  EXPECT_EQ(line(client, "220 client.test\r\n"), "HELO mail.example.test\r\n");
  EXPECT_EQ(line(client, "250 client.test\r\n"), "QUIT\r\n");
  client.send("221 bye\r\n");
  EXPECT_EQ(client.receive(), "");
}

}  // namespace
}  // namespace smtpspec::server
