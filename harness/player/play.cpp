#include "harness/player/player.hpp"
#include "harness/player/session.hpp"

namespace smtpspec::player {

struct Play::State {
  Session session;
};

Play::Play(Case c, Circumstances circumstances, const language::Catalogue& catalogue, std::string token)
    : state_(new State{Session(std::move(c), std::move(circumstances), catalogue, std::move(token))}) {}
Play::~Play() = default;
Play::Play(Play&&) noexcept = default;
Play& Play::operator=(Play&&) noexcept = default;

void Play::show_to(std::unique_ptr<Witness> witness) { state_->session.show_to(std::move(witness)); }

Acts Play::begin(Millis now) {
  state_->session.begin(now);
  return state_->session.take_acts();
}

Acts Play::on(int connection, const Event& event, Millis now) {
  state_->session.on(connection, event, now);
  return state_->session.take_acts();
}

Acts Play::wake(Millis now) {
  state_->session.wake(now);
  return state_->session.take_acts();
}

std::optional<Millis> Play::deadline() const { return state_->session.deadline(); }
bool Play::finished() const { return state_->session.finished(); }
Result Play::take_result() { return state_->session.take_result(); }

}  // namespace smtpspec::player
