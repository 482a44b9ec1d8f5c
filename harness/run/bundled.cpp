#include "harness/run/bundled.hpp"

#include "harness/delivery/kept.hpp"
#include "reference/server/server.hpp"

#include <utility>

namespace smtpspec::run {
namespace {

class Bundled : public Host {
 public:
  Bundled() : server_({.keep = [this](const auto& message) { return kept_.keep(message); }}) {
    places.add({.look = [this] { return kept_.messages(); }, .octets = true, .immediate = true});
  }
  tl::expected<void, std::string> start() {
    auto listening = server_.listen();
    if (listening) server_.start();
    return listening;
  }

  transport::Endpoint endpoint() const override { return {.host = "127.0.0.1", .port = server_.port()}; }
  std::string name() const override { return "bundled reference"; }

 private:
  delivery::Kept kept_{"store"};
  server::Server server_;
};

struct Known {
  target::Settings::Text target::Settings::*member;
  const char* value;
};
// What receiver::Site is by default.
constexpr Known kKnown[] = {
    {&target::Settings::recipient, "alice@example.test"},
    {&target::Settings::second_recipient, "bob@example.test"},
    {&target::Settings::unknown_recipient, "nobody@example.test"},
    {&target::Settings::foreign_recipient, "someone@elsewhere.example"},
    {&target::Settings::relay_domain, "relay.test"},
    {&target::Settings::moved_recipient, "moved@example.test"},
    {&target::Settings::full_recipient, "full@example.test"},
    {&target::Settings::list, "staff"},
    {&target::Settings::user, "alice"},
    {&target::Settings::password, "secret"},
};

}  // namespace

tl::expected<std::unique_ptr<Host>, std::string> open_bundled(target::Settings& settings) {
  for (const auto& [member, value] : kKnown) {
    if (!(settings.*member)) settings.*member = value;
  }
  auto bundled = std::make_unique<Bundled>();
  if (auto started = bundled->start(); !started) return tl::unexpected(std::move(started.error()));
  return bundled;
}

}  // namespace smtpspec::run
