#include "harness/delivery/sink.hpp"

#include "harness/delivery/kept.hpp"
#include "reference/server/server.hpp"

#include <utility>

namespace smtpspec::delivery {
namespace {

server::ServerOptions options(std::uint16_t port, Kept& kept) {
  server::ServerOptions out{.port = port,
                            .keep = [&kept](const auto& message) { return kept.keep(message); }};
  out.site.host = "sink.smtpspec.test";
  out.site.accept_everybody = true;
  out.site.max_size = Kept::kMost;
  return out;
}

}  // namespace

struct Sink::State {
  explicit State(std::uint16_t port) : server(options(port, kept)) {}

  Kept kept{"sink", true};
  server::Server server;
};

Sink::Sink(std::unique_ptr<State> state) : state_(std::move(state)) {}
Sink::~Sink() = default;

tl::expected<std::shared_ptr<Sink>, std::string> Sink::open(std::uint16_t port) {
  auto state = std::make_unique<State>(port);
  if (auto listening = state->server.listen(); !listening)
    return tl::unexpected(std::move(listening.error()));
  state->server.start();
  return std::shared_ptr<Sink>(new Sink(std::move(state)));
}

std::uint16_t Sink::port() const { return state_->server.port(); }

std::vector<DeliveredMessage> Sink::messages() const { return state_->kept.messages(); }

}  // namespace smtpspec::delivery
