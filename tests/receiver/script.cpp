#include "tests/receiver/script.hpp"

#include "reference/reply/reply.hpp"

#include <deque>

namespace smtpspec::receiver::test {

namespace {

/// Plays line by line; what the receiver did is queued until the script asks for it.
class Player {
 public:
  Player(const Site& site, const Behaviour& behaviour) : receiver_(std::make_shared<Site>(site), behaviour) {
    carry_out(receiver_.open());
  }
  void send(std::string_view line) { carry_out(receiver_.feed(std::string(line) + "\r\n")); }
  /// The next thing that happened; "-" if nothing did.
  std::string next() {
    if (happened_.empty()) return "-";
    std::string first = happened_.front();
    happened_.pop_front();
    return first;
  }

 private:
  FaultyReceiver receiver_;
  reply::ReplyReader reader_;
  std::deque<std::string> happened_;

  void carry_out(const Actions& actions) {
    for (const Action& action : actions) std::visit([this](const auto& a) { on(a); }, action);
  }
  void on(const Send& send) {
    reader_.feed(send.octets);
    while (const auto reply = reader_.next())
      happened_.push_back(std::to_string(reply->code) + ' ' + reply->lines.back());
  }
  void on(const Close&) { happened_.emplace_back("close"); }
  void on(const Delay&) { happened_.emplace_back("delay"); }
  void on(const SwapRoles&) { happened_.emplace_back("roles swap"); }
  void on(const StartTls&) {
    happened_.emplace_back("start TLS");
    carry_out(receiver_.tls_started());
  }
  void on(const Store& store) {
    happened_.emplace_back("store from <" + store.message.reverse_path + ">");
    for (const Recipient& to : store.message.recipients) {
      happened_.back() += " to <" + to.forward_path + ">" + (to.relayed ? " by " + to.next_hop : "");
      if (!to.reverse_path.empty()) happened_.back() += " from <" + to.reverse_path + ">";
    }
    happened_.back() += " with " + store.message.protocol;
    carry_out(receiver_.stored(StoreResult::kept));
  }
  void on(const SaslStep& step) {
    const bool right = step.response && step.response->find("secret") != std::string::npos;
    carry_out(receiver_.sasl(
        {right ? SaslResult::Kind::success : SaslResult::Kind::failure, right ? "alice" : ""}));
  }
};

std::string_view trimmed(std::string_view line) {
  const std::size_t begin = line.find_first_not_of(' ');
  return begin == std::string_view::npos ? std::string_view{} : line.substr(begin);
}

}  // namespace

void expect_dialogue(std::string_view script, const Behaviour& behaviour, const Site& site) {
  Player player(site, behaviour);
  int number = 0;
  while (!script.empty()) {
    const std::size_t end = script.find('\n');
    const std::string_view line = trimmed(script.substr(0, end));
    script.remove_prefix(end == std::string_view::npos ? script.size() : end + 1);
    ++number;
    if (line.empty()) continue;
    if (line.starts_with("C: ")) {
      player.send(line.substr(3));
      continue;
    }
    const std::string happened = player.next();
    const std::string_view expected = line.starts_with("S: ") ? line.substr(3) : line;
    EXPECT_THAT(happened, testing::StartsWith(std::string(expected))) << "line " << number << ": " << line;
  }
  EXPECT_EQ(player.next(), "-") << "behind the end of the script";
}

}  // namespace smtpspec::receiver::test
