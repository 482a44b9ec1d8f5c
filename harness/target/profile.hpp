#pragma once

#include "harness/language/diagnostic.hpp"
#include "harness/target/settings.hpp"

#include <string>

namespace smtpspec::target {

/// Reads a profile (TOML; the keys are those of settings()). Every mistake in it is reported at once.
language::Results<Settings> load_profile(const std::string& file);

/// The same, from text; `file` is only for messages.
language::Results<Settings> parse_profile(const std::string& text, const std::string& file);

}  // namespace smtpspec::target
