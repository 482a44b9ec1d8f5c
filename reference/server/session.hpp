#pragma once

#include "reference/receiver/faults.hpp"
#include "reference/server/link.hpp"
#include "reference/server/sasl.hpp"
#include "reference/tls/context.hpp"

#include <boost/asio/awaitable.hpp>

#include <functional>
#include <memory>
#include <string>

namespace smtpspec::server {

/// What all sessions of a server share.
struct Shared {
  std::shared_ptr<const receiver::Site> site;
  receiver::Behaviour behaviour;
  tls::Context tls;
  bool implicit_tls = false;
  std::function<boost::asio::awaitable<receiver::StoreResult>(receiver::Message)> keep;
};

/// One client: carries out what the receiver asks for, and tells it what came of it. While octets wait to be
/// written, none are read.
class Session {
 public:
  Session(Link::Socket socket, std::shared_ptr<const Shared> shared);

  /// Serves until the connection has ended. `self` keeps the session alive.
  boost::asio::awaitable<void> serve(std::shared_ptr<Session> self);
  /// The host is being shut down: the client is told as soon as what is under way is done.
  void shut_down() { link_.interrupt(); }

 private:
  using Actions = receiver::Actions;

  /// Carries out actions, and what follows from them.
  boost::asio::awaitable<void> perform(Actions actions);
  /// Carries out actions up to a barrier, and returns what the receiver wants next.
  boost::asio::awaitable<Actions> perform_once(Actions actions);
  boost::asio::awaitable<void> send(std::string octets);
  boost::asio::awaitable<Actions> start_tls();
  boost::asio::awaitable<Actions> store(receiver::Message message);
  boost::asio::awaitable<void> end(bool reset);
  boost::asio::awaitable<void> play_sender();
  Actions step_sasl(const receiver::SaslStep& step);
  void tell_time();

  std::shared_ptr<const Shared> shared_;
  Link link_;
  receiver::FaultyReceiver receiver_;
  std::unique_ptr<SaslServer> sasl_;
  std::string client_address_;
  long long told_time_ = -1;
  bool over_ = false;
};

}  // namespace smtpspec::server
