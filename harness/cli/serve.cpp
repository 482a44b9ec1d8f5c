#include "harness/cli/command.hpp"
#include "harness/cli/exit_codes.hpp"
#include "harness/cli/numbers.hpp"
#include "harness/language/suggest.hpp"
#include "reference/server/server.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <memory>
#include <string_view>

namespace smtpspec::cli {
namespace {

struct Options {
  server::ServerOptions server;
  std::vector<std::string> deviations;
  std::string tls = "starttls";
  std::string certificate, key;
  std::vector<std::string> users;
  double idle_seconds = 300;
  bool list_deviations = false;
};

int refuse(int code, const std::string& what) {
  fmt::print(stderr, "smtpspec: {}\n", what);
  return code;
}

std::string no_such_deviation(const std::string& name) {
  std::vector<std::string> known;
  for (const auto& deviation : receiver::deviations()) known.push_back(deviation.name);
  for (const auto& fault : receiver::faults()) known.push_back(fault.name());
  const std::vector<std::string_view> views(known.begin(), known.end());
  const std::string meant = language::suggest(name, views);
  return fmt::format("there is no deviation '{}'{}", name,
                     meant.empty() ? "; --list-deviations shows them all" : "; " + meant);
}

/// The error of the first option that cannot be used; empty: none.
std::string apply(Options& options) {
  for (const auto& name : options.deviations) {
    const auto behaviour = receiver::parse_mutation(name, options.server.behaviour);
    if (!behaviour) return no_such_deviation(name);
    options.server.behaviour = *behaviour;
  }
  if (!options.users.empty()) options.server.site.credentials.clear();
  for (const auto& user : options.users) {
    const auto colon = user.find(':');
    if (colon == std::string::npos) return fmt::format("--user takes NAME:PASSWORD, not '{}'", user);
    options.server.site.credentials[user.substr(0, colon)] = user.substr(colon + 1);
  }
  if (options.server.site.lmtp) options.server.site.banner_text = "LMTP smtpspec";
  options.server.site.starttls = options.tls == "starttls";
  options.server.implicit_tls = options.tls == "implicit";
  options.server.site.idle_ms = static_cast<std::uint32_t>(options.idle_seconds * 1000);
  if (options.certificate.empty()) return {};
  auto read =
      tls::read_certificate(options.certificate, options.key.empty() ? options.certificate : options.key);
  if (!read) return read.error();
  options.server.certificate = std::move(*read);
  return {};
}

int list_deviations() {
  for (const auto& deviation : receiver::deviations()) {
    const auto& choice = receiver::decisions()[deviation.decision].choices[deviation.choice];
    fmt::print("{}\n    {} {}{}\n", deviation.name, receiver::decisions()[deviation.decision].question,
               choice.meaning, choice.imitates.empty() ? "" : fmt::format(" ({})", choice.imitates));
  }
  for (const auto& fault : receiver::faults()) fmt::print("{}\n", fault.name());
  return exit_code::ok;
}

int serve(Options& options) {
  if (options.list_deviations) return list_deviations();
  if (const std::string wrong = apply(options); !wrong.empty()) return refuse(exit_code::usage, wrong);
  const std::string address = options.server.address;
  const std::string unix_path = options.server.unix_path;
  server::Server server(std::move(options.server));
  if (const auto listening = server.listen(); !listening) return refuse(exit_code::usage, listening.error());
  server.stop_at_signals();
  if (unix_path.empty()) {
    const bool is_v6 = address.find(':') != std::string::npos;
    fmt::print("listening on {}:{}\n", is_v6 ? '[' + address + ']' : address, server.port());
  } else {
    fmt::print("listening on unix:{}\n", unix_path);
  }
  std::fflush(stdout);
  server.run();
  return exit_code::ok;
}

void add_site_options(CLI::App& command, receiver::Site& site) {
  command.add_option("--host", site.host, "The name it calls itself")->capture_default_str();
  command.add_option("--domain", site.local_domains, "A domain it takes mail for; repeatable")
      ->capture_default_str();
  command.add_option("--mailbox", site.users, "A local-part it takes mail for; repeatable")
      ->capture_default_str();
  command.add_option("--relay-domain", site.relay_domains, "A domain it relays to; repeatable")
      ->capture_default_str();
  command.add_option("--max-size", site.max_size, "Octets a message may have (SIZE)")
      ->check(whole_number())
      ->capture_default_str();
  command.add_flag("--lmtp", site.lmtp, "Speak LMTP (RFC 2033)");
  command.add_flag("--accept-everybody", site.accept_everybody, "Check no recipient");
  command.add_flag("--tls-required", site.tls_required, "Refuse mail outside TLS");
  command.add_flag("--auth-required", site.auth_required, "Refuse mail without AUTH");
  command.add_flag("--auth-needs-tls", site.auth_needs_tls, "Offer AUTH inside TLS only");
}

}  // namespace

void add_serve(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  CLI::App* const command =
      app.add_subcommand("serve", "Run the bundled reference server until it is interrupted");
  server::ServerOptions& server = options->server;
  command->add_option("--port", server.port, "TCP port; 0: one that is free; the number is printed")
      ->capture_default_str();
  command->add_option("--listen", server.address, "IP address to listen on")->capture_default_str();
  command->add_option("--unix", server.unix_path, "Listen on this Unix socket instead")->type_name("PATH");
  command->add_option("--store", server.store, "Keep messages here, as a Maildir with envelopes")
      ->type_name("DIR");
  command
      ->add_option("--deviation", options->deviations,
                   "Break one rule: DECISION=CHOICE or fault:...; repeatable")
      ->type_name("NAME");
  command->add_flag("--list-deviations", options->list_deviations, "Show what --deviation takes, and end");
  command->add_option("--tls", options->tls, "How TLS is offered")
      ->check(CLI::IsMember({"none", "starttls", "implicit"}))
      ->capture_default_str();
  auto* const certificate =
      command->add_option("--certificate", options->certificate, "PEM file (default: one is made)")
          ->type_name("FILE");
  command->add_option("--key", options->key, "PEM file (default: that of the certificate)")
      ->type_name("FILE")
      ->needs(certificate);
  command->add_option("--user", options->users, "Who may authenticate; repeatable (default: alice:secret)")
      ->option_text("NAME:PASSWORD...");
  command
      ->add_option("--idle", options->idle_seconds, "Seconds of silence after which a client is disconnected")
      ->check(decimal_number(0.001, 86400))
      ->capture_default_str();
  command
      ->add_option("--max-connections", server.max_connections,
                   "Connections at once; further clients get 421")
      ->check(whole_number(1))
      ->capture_default_str();
  add_site_options(*command, server.site);
  command->callback([options, &exit_code] { exit_code = serve(*options); });
}

}  // namespace smtpspec::cli
