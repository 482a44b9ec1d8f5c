#include "tests/oracle/judged.hpp"

namespace smtpspec::receiver::test {

namespace {

/// Plays a dialogue, and lets the oracle watch.
class Watched : public Listener {
 public:
  explicit Watched(const Dialogue& dialogue) : oracle_(std::make_shared<Site>(dialogue.site), dialogue.tls) {}
  void sent(std::string_view octets) override { oracle_.sent(octets); }
  void received(std::string_view octets) override {
    reader_.feed(octets);
    while (const auto reply = reader_.next()) views.push_back(oracle_.received(*reply));
  }
  void tls_started() override { oracle_.tls_started(); }
  void closed() override { views.push_back(oracle_.closed()); }
  std::vector<oracle::View> views;

 private:
  oracle::Oracle oracle_;
  reply::ReplyReader reader_;
};

}  // namespace

std::vector<oracle::View> judged(const Dialogue& dialogue, const Behaviour& behaviour) {
  Watched watched(dialogue);
  play_and_ask(dialogue, behaviour, 0, &watched);
  return std::move(watched.views);
}

}  // namespace smtpspec::receiver::test
