#pragma once

#include "harness/player/activity.hpp"
#include "harness/player/judging.hpp"

namespace smtpspec::player {

/// `tls handshake`.
class Handshaking : public Activity {
 public:
  /// `step` must outlive it.
  explicit Handshaking(const language::TlsHandshake& step) : step_(step) {}
  Progress advance(Session& session) override;

 private:
  const language::TlsHandshake& step_;

  void begin(Session& session);
  void judge(Session& session, language::Expect::Kind kind, const std::string& what);
};

}  // namespace smtpspec::player
