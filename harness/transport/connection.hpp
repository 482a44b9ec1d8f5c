#pragma once

#include "harness/player/player.hpp"
#include "harness/transport/endpoint.hpp"
#include "reference/tls/engine.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/system/error_code.hpp>
#include <tl/expected.hpp>

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace smtpspec::transport {

/// What a connection needs to start TLS; the error is told when TLS is wanted.
struct TlsClient {
  tl::expected<tls::Context, std::string> context;
  std::string server_name;
  bool implicit = false;
};

/// One connection of a play. Reads and writes at the same time: a server that does not read holds up neither.
/// What it is asked for goes out in order. It never reports from inside a call, and nothing after drop().
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  using Report = std::function<void(player::Event)>;

  Connection(boost::asio::io_context& io, std::shared_ptr<const TlsClient> tls, Report report);

  void connect(Endpoint endpoint);
  void write(std::string octets);
  void handshake();
  void shut(language::Shut::How how);
  /// Closes now. What was asked for before still goes out if the socket takes it at once; if not, it is a
  /// reset.
  void drop();
  /// Behind a ConnectFailed.
  boost::system::error_code error() const { return error_; }

 private:
  struct StartTls {};
  struct CloseNotify {};
  using Order = std::variant<std::string, StartTls, CloseNotify, language::Shut::How>;
  using Self = std::shared_ptr<Connection>;

  boost::asio::awaitable<void> live(Self self, Endpoint endpoint);
  boost::asio::awaitable<void> flush(Self self);
  void order(Order order);
  void flush_soon();
  std::string next_octets();
  std::string obey(Order order);
  void begin_tls();
  void shut_now(language::Shut::How how);
  void fall_silent();

  void connected();
  void received(std::string_view octets);
  void advance_tls();
  void handshake_ended();
  void tls_failed(std::string why);
  void ended(boost::system::error_code error);
  void tell(player::Event event);

  boost::asio::generic::stream_protocol::socket socket_;
  std::shared_ptr<const TlsClient> tls_;
  Report report_;
  std::optional<tls::Engine> engine_;
  std::deque<Order> orders_;
  boost::system::error_code error_;
  bool flushing_ = false;
  bool writing_ = false;  ///< the socket has not taken all of what it was given
  bool handshaking_ = false;
  bool deaf_ = false;    ///< a handshake failed: what comes now means nothing
  bool silent_ = false;  ///< nothing is reported any more
  bool told_connected_ = false;
  bool was_reset_ = false;
};

}  // namespace smtpspec::transport
