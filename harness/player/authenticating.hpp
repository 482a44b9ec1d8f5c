#pragma once

#include "harness/player/activity.hpp"
#include "harness/player/judging.hpp"

#include <memory>
#include <string>

namespace smtpspec::player {

/// A SASL exchange (RFC 4954 §4): `auth`, and what the target's profile demands.
class Authenticating : public Activity {
 public:
  /// `step` must outlive it.
  explicit Authenticating(const language::Auth& step) : step_(&step) {}
  /// As set-up, with the target's credentials and the first mechanism that both sides know.
  Authenticating() = default;
  Progress advance(Session& session) override;

 private:
  const language::Auth* step_ = nullptr;
  std::unique_ptr<SaslClient> client_;
  int challenges_ = 0;

  bool begin(Session& session);
  std::string choose_mechanism(Session& session) const;
  void respond(Session& session, const std::string& challenge);
  void judge(Session& session, const reply::Reply& reply);
};

}  // namespace smtpspec::player
