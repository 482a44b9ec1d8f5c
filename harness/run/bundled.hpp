#pragma once

#include "harness/run/host.hpp"

#include <tl/expected.hpp>

#include <memory>
#include <string>

namespace smtpspec::run {

/// The bundled reference server, on a free port of loopback and a thread of its own. Its addresses and its
/// login are filled in where the settings say nothing.
tl::expected<std::unique_ptr<Host>, std::string> open_bundled(target::Settings& settings);

}  // namespace smtpspec::run
