#include "harness/delivery/sink.hpp"

#include "harness/delivery/model.hpp"
#include "reference/server/server.hpp"

#include <utility>

namespace smtpspec::delivery {
namespace {

constexpr std::uint64_t kLargestRelayed = std::uint64_t{256} * 1024 * 1024;

server::ServerOptions options(std::uint16_t port) {
  server::ServerOptions out{.port = port, .keep_messages = true};
  out.site.host = "sink.smtpspec.test";
  out.site.accept_everybody = true;
  out.site.max_size = kLargestRelayed;
  return out;
}

}  // namespace

struct Sink::State {
  server::Server server;
};

Sink::Sink(std::unique_ptr<State> state) : state_(std::move(state)) {}
Sink::~Sink() = default;

tl::expected<std::shared_ptr<Sink>, std::string> Sink::open(std::uint16_t port) {
  std::unique_ptr<State> state(new State{server::Server(options(port))});
  if (auto listening = state->server.listen(); !listening)
    return tl::unexpected(std::move(listening.error()));
  state->server.start();
  return std::shared_ptr<Sink>(new Sink(std::move(state)));
}

std::uint16_t Sink::port() const { return state_->server.port(); }

std::vector<DeliveredMessage> Sink::messages() const {
  std::vector<DeliveredMessage> out;
  for (const receiver::Message& message : state_->server.messages()) {
    out.push_back(taken_by_model(message, "sink"));
    out.back().relayed = true;
  }
  return out;
}

}  // namespace smtpspec::delivery
