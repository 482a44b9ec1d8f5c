#pragma once

#include "reference/receiver/receiver.hpp"

#include <map>
#include <memory>
#include <string>

namespace smtpspec::server {

/// The server's half of the SASL exchanges of one connection, by GNU SASL: PLAIN, LOGIN, CRAM-MD5 and the
/// SCRAM family.
class SaslServer {
 public:
  /// User -> password.
  explicit SaslServer(const std::map<std::string, std::string>& credentials);
  ~SaslServer();
  SaslServer(SaslServer&&) noexcept;
  SaslServer& operator=(SaslServer&&) noexcept;

  /// Answers one step. A step that is `first` begins a new exchange.
  receiver::SaslResult step(const receiver::SaslStep& step);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace smtpspec::server
