#include "harness/player/handshaking.hpp"

#include <algorithm>

namespace smtpspec::player {

using language::Alternative;
using language::Expect;

void Handshaking::begin(Session& session) {
  Connection& connection = session.here();
  deadline_ = session.now() + session.circumstances().reply_timeout;
  if (!connection.is_up()) return;
  if (!connection.arrivals.empty() || !connection.reader.idle()) {
    // RFC 3207 §4: after 220 the server says nothing but TLS.
    connection.tls = Connection::Tls::failed;
    connection.why = "plain text came where the handshake should begin";
    connection.arrivals.clear();
    return;
  }
  connection.tls = Connection::Tls::shaking_hands;
  session.act(HandshakeTls{session.current()});
}

Activity::Progress Handshaking::advance(Session& session) {
  if (!deadline_) begin(session);
  Connection& connection = session.here();
  if (connection.tls == Connection::Tls::up) {
    session.tls_started();
    judge(session, Expect::Kind::tls_done, "TLS started: " + connection.why);
    return Progress::done;
  }
  if (connection.tls == Connection::Tls::failed) {
    session.note("TLS failed: " + connection.why);
    session.shut(language::Shut::How::close);
    judge(session, Expect::Kind::tls_failed, "the handshake failed: " + connection.why);
    return Progress::done;
  }
  if (connection.is_over()) {
    judge(session, Expect::Kind::tls_failed, "closed during the handshake");
    return Progress::done;
  }
  if (session.now() < *deadline_) return Progress::waiting;
  session.shut(language::Shut::How::close);
  session.block_for_now("the handshake took too long");
  return Progress::done;
}

void Handshaking::judge(Session& session, Expect::Kind kind, const std::string& what) {
  const bool done = kind == Expect::Kind::tls_done;
  const auto row =
      std::find_if(step_.alternatives.begin(), step_.alternatives.end(),
                   [&](const Alternative& alternative) { return alternative.expect.kind == kind; });
  const std::string all = allowed(done ? "" : "done", step_.alternatives);
  if (row != step_.alternatives.end()) {
    give(session, *row, {what, what}, all);
  } else if (!done) {
    // It may be our TLS library that does not like theirs.
    session.block_for_now(what, what);
  } else if (!step_.alternatives.empty()) {
    session.grade({.grade = Grade::pass, .message = what, .allowed = all, .observed = what});
  }
}

}  // namespace smtpspec::player
