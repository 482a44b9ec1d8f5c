#include "harness/run/host.hpp"

#include "harness/delivery/mailbox.hpp"
#include "harness/delivery/sink.hpp"
#include "harness/language/load.hpp"
#include "harness/run/bundled.hpp"
#include "harness/target/launch.hpp"
#include "harness/transport/sasl_client.hpp"
#include "reference/reply/visible.hpp"

#include <fmt/format.h>

#include <utility>

namespace smtpspec::run {
namespace {

using target::Settings;
template <class T>
using Result = tl::expected<T, std::string>;

constexpr std::string_view kClient = "client.smtpspec.test";
constexpr std::string_view kSender = "sender@smtpspec.test";

/// A server that somebody else runs.
class Addressed : public Host {
 public:
  explicit Addressed(transport::Endpoint endpoint) : endpoint_(std::move(endpoint)) {}
  transport::Endpoint endpoint() const override { return endpoint_; }
  std::string name() const override { return to_string(endpoint_); }

 private:
  transport::Endpoint endpoint_;
};

/// A server that we launched.
class Own : public Host, public Process {
 public:
  explicit Own(target::LaunchOptions options)
      : name_(options.at ? to_string(*options.at) : "launched: " + reply::visible(options.command)),
        launched_(std::move(options)) {}
  Result<void> start() {
    if (launched_.start()) return {};
    std::string why = "the server could not be launched: " + launched_.why();
    const std::string words = launched_.said();
    if (!words.empty()) why += "\nits last words:\n" + reply::visible_lines(words);
    return tl::unexpected(std::move(why));
  }

  transport::Endpoint endpoint() const override { return launched_.endpoint(); }
  std::string name() const override { return name_; }
  Process* process() override { return this; }
  std::string last_words() const override { return launched_.said(); }
  std::string death() const override {
    const auto end = launched_.ended();
    return end ? end->text() : std::string();
  }
  bool revive() override { return launched_.start(); }

 private:
  std::string name_;  // a port that happened to be free is no name: another shard has another
  target::Launched launched_;
};

/// The server that the settings name: one to launch, or an address.
Result<std::unique_ptr<Host>> named(const Settings& settings, std::optional<transport::Endpoint> at,
                                    std::uint16_t sink_port, std::function<bool()> give_up) {
  if (!settings.launch) return std::make_unique<Addressed>(*std::move(at));
  auto own = std::make_unique<Own>(target::LaunchOptions{.command = *settings.launch,
                                                         .at = std::move(at),
                                                         .sink_port = sink_port,
                                                         .give_up = std::move(give_up)});
  if (auto started = own->start(); !started) return tl::unexpected(std::move(started.error()));
  return own;
}

}  // namespace

std::string unusable(const Settings& settings) {
  if (settings.launch && settings.launch->find_first_not_of(" \t\r\n") == std::string::npos)
    return "--launch: there is no command";
  if (settings.tls_ca) {
    const std::string why = transport::unusable({.insecure = false, .ca_file = *settings.tls_ca});
    if (!why.empty()) return "--tls-ca " + why;
  }
  return {};
}

Result<std::unique_ptr<Host>> open_host(Settings& settings, std::optional<transport::Endpoint> endpoint,
                                        std::function<bool()> give_up) {
  std::shared_ptr<delivery::Sink> sink;
  const bool launched_with_sink = settings.launch && settings.launch->find("{sink}") != std::string::npos;
  if (settings.sink_port || launched_with_sink) {
    auto opened = delivery::Sink::open(static_cast<std::uint16_t>(settings.sink_port.value_or(0)));
    if (!opened) return tl::unexpected(fmt::format("--sink-port: {}", opened.error()));
    sink = *std::move(opened);
  }
  auto host = endpoint || settings.launch
                  ? named(settings, std::move(endpoint), sink ? sink->port() : 0, give_up)
                  : open_bundled(settings);
  if (host && sink) (*host)->places.add({.look = [sink] { return sink->messages(); }, .octets = true});
  if (host && settings.maildir) {
    (*host)->places.add({.look = [box = delivery::Mailbox(*settings.maildir)] { return box.read(); }});
  }
  return host;
}

transport::TlsOptions tls_options(const Settings& settings) {
  return {.implicit = settings.tls == "implicit",
          .insecure = settings.tls_insecure.value_or(!settings.tls_ca),
          .ca_file = settings.tls_ca.value_or("")};
}

Result<player::Circumstances> first_circumstances(const Settings& settings, bool stranger) {
  player::Circumstances out;
  const auto set = [&](const char* name, const Settings::Text& value) {
    if (value) out.variables[name] = *value;
  };
  out.variables["client"] = kClient;
  out.variables["sender"] = stranger ? "" : kSender;
  set("client", settings.client_name);
  set("sender", settings.sender);
  set("recipient", settings.recipient);
  set("second-recipient", settings.second_recipient);
  set("unknown-recipient", settings.unknown_recipient);
  set("foreign-recipient", settings.foreign_recipient);
  if (settings.relay_domain) out.variables["relay-recipient"] = "someone@" + *settings.relay_domain;
  set("relay-recipient", settings.relay_recipient);
  set("moved-recipient", settings.moved_recipient);
  set("full-recipient", settings.full_recipient);
  set("list", settings.list);
  set("user", settings.user);
  set("password", settings.password);
  if (settings.password_file) {
    const auto text = language::read_file(*settings.password_file);
    if (!text)
      return tl::unexpected(
          fmt::format("--password-file {}: {}", *settings.password_file, text.error().what));
    out.variables["password"] = text->substr(0, text->find_first_of("\r\n"));
  }
  out.sasl = transport::make_sasl_client;
  out.lmtp = settings.lmtp.value_or(false) || settings.role == "lmtp";
  return out;
}

}  // namespace smtpspec::run
