#include "harness/player/courtesies.hpp"

#include "harness/player/session.hpp"

#include <algorithm>

namespace smtpspec::player {
namespace {

constexpr Millis kGoodbye{2000};

// RFC 5321 §3.2: where EHLO is not recognised, HELO is.
bool is_ehlo_unknown(int code) { return code == 500 || code == 502 || code == 504 || code == 550; }

}  // namespace

Activity::Progress Dialling::advance(Session& session) {
  if (!deadline_) {
    deadline_ = session.now() + session.circumstances().banner_timeout;
    if (session.circumstances().lmtp) session.here().ledger.one_reply_a_recipient();
    session.act(Connect{session.current()});
    return Progress::waiting;
  }
  const Connection& connection = session.here();
  if (connection.link == Connection::Link::up) return Progress::done;
  const bool failed = connection.is_over();
  if (!failed && session.now() < *deadline_) return Progress::waiting;
  session.no_session(session.current());
  session.block_for_now("cannot connect: " + (failed ? connection.why : "no answer in time"));
  return Progress::done;
}

void SayingHello::say(Session& session, std::string_view verb) {
  deadline_ = session.now() + session.circumstances().reply_timeout;
  const std::string* client = session.variables().find("client");
  session.write(std::string(verb) + " " + (client == nullptr ? "client.invalid" : *client) + "\r\n");
}

Activity::Progress SayingHello::advance(Session& session) {
  static constexpr std::string_view kVerbs[] = {"EHLO", "HELO", "LHLO"};
  if (!deadline_) say(session, kVerbs[static_cast<std::size_t>(how_)]);
  Connection& connection = session.here();
  if (!connection.arrivals.empty()) {
    const Arrival arrival = std::move(connection.arrivals.front());
    connection.arrivals.pop_front();
    if (!session.is_in_step(arrival)) return Progress::done;
    return judge(session, arrival.reply) ? Progress::done : Progress::waiting;
  }
  if (connection.is_over()) {
    session.block_for_now("the connection was closed instead of an answer to the greeting");
    return Progress::done;
  }
  if (session.now() < *deadline_) return Progress::waiting;
  session.set_end(Result::End::silent, false, false);
  session.block_for_now("the greeting was not answered in time");
  return Progress::done;
}

bool SayingHello::judge(Session& session, const reply::Reply& reply) {
  if (reply.code == 250) return true;
  if (how_ == SayHello::How::ehlo_or_helo && !fell_back_ && is_ehlo_unknown(reply.code)) {
    fell_back_ = true;
    say(session, "HELO");
    return false;
  }
  const std::string observed = shown(session, reply);
  session.block_by(reply.code, "the greeting was answered " + observed + "; the set-up needs 250", observed);
  return true;
}

Activity::Progress SayingGoodbye::advance(Session& session) {
  if (!deadline_) {
    session.make_current(connection_);
    Connection& connection = session.here();
    const Ledger& ledger = connection.ledger;
    const bool is_polite = connection.is_up() && !connection.turned && !connection.quit_sent &&
                           ledger.open() == 0 && ledger.between_commands();
    if (!is_polite) {
      session.shut(language::Shut::How::close);
      return Progress::done;
    }
    connection.arrivals.clear();
    deadline_ = session.now() + std::min(kGoodbye, session.circumstances().reply_timeout);
    session.write("QUIT\r\n");
    return Progress::waiting;
  }
  const Connection& connection = session.here();
  if (connection.arrivals.empty() && !connection.is_over() && session.now() < *deadline_)
    return Progress::waiting;
  session.shut(language::Shut::How::close);
  return Progress::done;
}

}  // namespace smtpspec::player
