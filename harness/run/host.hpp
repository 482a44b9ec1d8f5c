#pragma once

#include "harness/delivery/places.hpp"
#include "harness/player/player.hpp"
#include "harness/run/options.hpp"
#include "harness/run/process.hpp"
#include "harness/transport/network.hpp"

#include <tl/expected.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace smtpspec::run {

/// The server that is asked, and the `places` where its mail comes out. The destructor stops what was
/// started.
class Host {
 public:
  virtual ~Host() = default;
  virtual transport::Endpoint endpoint() const = 0;
  virtual std::string name() const = 0;           ///< for reports: the same in every run of it
  virtual Process* process() { return nullptr; }  ///< where we launched it

  delivery::Places places;
};

/// What keeps these settings from being used (an empty command, a file of certificates that is none), in
/// plain words; or nothing.
std::string unusable(const target::Settings& settings);

/// Gives what the settings name: a process to launch (at the endpoint, or a free port), the server at the
/// endpoint, or else the bundled reference server, whose own addresses and login are then filled in.
/// `give_up` is asked while a process starts. The error says in plain words what is wrong.
tl::expected<std::unique_ptr<Host>, std::string> open_host(target::Settings& settings,
                                                           std::optional<transport::Endpoint> endpoint,
                                                           std::function<bool()> give_up);

/// How we do TLS, and what we call ourselves and others, by the settings and for a first attempt.
transport::TlsOptions tls_options(const target::Settings& settings);
tl::expected<player::Circumstances, std::string> first_circumstances(const target::Settings& settings,
                                                                     bool stranger);

}  // namespace smtpspec::run
