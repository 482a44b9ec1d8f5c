#include "tests/player/scripted_server.hpp"

#include "harness/language/parser.hpp"

#include <deque>
#include <stdexcept>
#include <utility>

namespace smtpspec::player {
namespace {

constexpr std::size_t kPiece = 16 * 1024;  // as a transport delivers
constexpr std::string_view kLater = "<later>";

/// The server's side of one connection.
class Server {
 public:
  explicit Server(const Script& script) : script_(script) {}

  std::vector<Event> connected() {
    std::vector<Event> out{Connected{}};
    answer(out);
    return out;
  }

  std::vector<Event> read(const std::string& octets) {
    std::vector<Event> out = take_later();
    input_ += octets;
    for (;;) {
      const std::string_view end = in_content_ ? "\r\n.\r\n" : "\r\n";
      const auto at = input_.find(end);
      if (at == std::string::npos) return out;
      input_.erase(0, at + end.size());
      in_content_ = false;
      answer(out);
    }
  }

  /// What it says of itself when it has been asked nothing for a moment.
  std::vector<Event> take_later() { return std::exchange(later_, {}); }

  Event handshake() const {
    if (script_.tls_fails) return TlsFailed{"alert"};
    return TlsStarted{"TLSv1.3"};
  }

 private:
  const Script& script_;
  std::size_t next_ = 0;
  std::string input_;
  std::vector<Event> later_;
  bool in_content_ = false;

  void answer(std::vector<Event>& out) {
    if (next_ == script_.replies.size()) return;
    std::string reply = script_.replies[next_++];
    if (reply == "<silence>") return;
    if (reply == "<close>") return out.push_back(PeerClosed{});
    if (reply == "<reset>") return out.push_back(PeerClosed{.reset = true});
    in_content_ = reply.starts_with("354");
    if (in_content_) input_ = "\r\n" + input_;
    if (!reply.ends_with("\r\n") && !reply.ends_with("\r")) reply += "\r\n";
    if (const auto mark = reply.find(kLater); mark != std::string::npos) {
      later_.push_back(Received{reply.substr(mark + kLater.size())});
      reply.erase(mark);
    }
    for (std::size_t at = 0; at < reply.size(); at += kPiece)
      out.push_back(Received{reply.substr(at, kPiece)});
  }
};

language::Requirement row(std::string id, language::Level level, std::string text = "read") {
  language::Requirement out;
  out.id = std::move(id);
  out.level = level;
  out.text = std::move(text);
  return out;
}

Case find_case(const std::string& text, const std::string& variant) {
  auto suite = language::parse("test.smtp", text);
  if (!suite) throw std::invalid_argument(language::render(suite.error().front()));
  for (const Case& c : cases(std::make_shared<const language::Suite>(*std::move(suite)))) {
    if (variant.empty() || (c.variant != nullptr && c.variant->name == variant)) return c;
  }
  throw std::invalid_argument("no such variant");
}

}  // namespace

Played play(const std::string& scenario, const Script& script, const Circumstances& circumstances,
            const std::string& variant) {
  Play play(find_case(scenario, variant), circumstances, some_catalogue(), "token1");
  Played out;
  std::vector<Server> servers;
  std::deque<std::pair<int, Event>> inbox;
  Millis now{0};
  const auto carry_out = [&](const Acts& acts) {
    for (const Act& act : acts) {
      if (const auto* connect = std::get_if<Connect>(&act)) {
        servers.emplace_back(script);
        for (Event& event : servers.back().connected())
          inbox.emplace_back(connect->connection, std::move(event));
      } else if (const auto* write = std::get_if<Write>(&act)) {
        out.sent += write->octets;
        out.writes.push_back(write->octets);
        for (Event& event : servers.at(static_cast<std::size_t>(write->connection)).read(write->octets))
          inbox.emplace_back(write->connection, std::move(event));
      } else if (const auto* handshake = std::get_if<HandshakeTls>(&act)) {
        inbox.emplace_back(handshake->connection,
                           servers.at(static_cast<std::size_t>(handshake->connection)).handshake());
      }
    }
  };
  const auto hear_later = [&] {
    for (std::size_t i = 0; i < servers.size(); ++i) {
      for (Event& event : servers[i].take_later()) inbox.emplace_back(static_cast<int>(i), std::move(event));
    }
  };
  carry_out(play.begin(now));
  for (int turns = 0; !play.finished(); ++turns) {
    if (turns > 100'000) throw std::logic_error("the play does not end");
    if (inbox.empty()) hear_later();
    if (!inbox.empty()) {
      const auto [connection, event] = std::move(inbox.front());
      inbox.pop_front();
      carry_out(play.on(connection, event, now));
    } else {
      if (!play.deadline()) throw std::logic_error("the play waits for nothing");
      now = std::max(now, *play.deadline());
      carry_out(play.wake(now));
    }
  }
  out.result = play.take_result();
  return out;
}

Played play(const std::string& scenario, const Script& script) {
  return play(scenario, script, some_circumstances());
}

Circumstances some_circumstances() {
  Circumstances out;
  out.variables = {{"client", "client.test"},
                   {"sender", "a@client.test"},
                   {"recipient", "alice@example.test"},
                   {"second-recipient", "bob@example.test"},
                   {"user", "alice"},
                   {"password", "hunter2"}};
  return out;
}

const language::Catalogue& some_catalogue() {
  using language::Level;
  static const language::Catalogue kCatalogue = [] {
    language::Catalogue out;
    for (language::Requirement& one :
         std::vector{row("RFC1-must", Level::must), row("RFC1-should", Level::should),
                     row("RFC1-table", Level::table), row("RFC1-may", Level::may),
                     row("RFC1-unread", Level::must, "memory"), row("SEC-must", Level::must, "advice")}) {
      const std::string id = one.id;
      out.emplace(id, std::move(one));
    }
    return out;
  }();
  return kCatalogue;
}

std::string scenario(const std::string& lines) {
  return "suite \"test\"\nscenario test\ntitle a test\nchecks RFC1-must\n" + lines;
}

}  // namespace smtpspec::player
