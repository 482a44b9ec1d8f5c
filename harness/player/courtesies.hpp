#pragma once

#include "harness/player/activity.hpp"
#include "harness/player/connection.hpp"

/// How a session begins and ends.
namespace smtpspec::player {

/// Opens the current connection.
class Dialling : public Activity {
 public:
  Progress advance(Session& session) override;
};

/// Says EHLO, HELO or LHLO.
class SayingHello : public Activity {
 public:
  explicit SayingHello(SayHello::How how) : how_(how) {}
  Progress advance(Session& session) override;

 private:
  SayHello::How how_;
  bool fell_back_ = false;

  void say(Session& session, std::string_view verb);
  /// True once the greeting is over, for better or worse.
  bool judge(Session& session, const reply::Reply& reply);
};

/// Says QUIT where a server can be expected to understand it, waits a moment and closes. Never judged.
class SayingGoodbye : public Activity {
 public:
  explicit SayingGoodbye(int connection) : connection_(connection) {}
  Progress advance(Session& session) override;

 private:
  int connection_;
};

}  // namespace smtpspec::player
