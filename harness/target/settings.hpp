#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace smtpspec::target {

/// What the user says about the target, in a profile or on the command line. What was not said is empty.
struct Settings {
  using Text = std::optional<std::string>;
  using Flag = std::optional<bool>;
  using Number = std::optional<std::uint32_t>;

  Text target, launch;
  Text recipient, second_recipient, unknown_recipient, foreign_recipient, relay_recipient, relay_domain;
  Text moved_recipient, full_recipient, list;
  Text sender, client_name;
  Text role;
  Flag lmtp;
  Text tls, tls_ca;
  Flag tls_insecure;
  Text user, password, password_file;
  Number sink_port;
  Text maildir;
  Flag lab, stranger;
  Number greylist_wait;  ///< seconds
};

/// One row of the only list of settings: profiles, command line and help read it.
struct Setting {
  std::string_view key;  ///< in a profile; with two hyphens before it, on the command line
  std::variant<Settings::Text Settings::*, Settings::Flag Settings::*, Settings::Number Settings::*> member;
  std::string_view group;
  std::string_view help;
  std::string_view choices;                                        ///< "none|starttls|implicit"; empty: any
  std::uint32_t most = std::numeric_limits<std::uint32_t>::max();  ///< of a number
};
std::span<const Setting> settings();

/// `word` is one of `choices`, or nothing restricts it.
bool allows(const Setting& setting, std::string_view word);

/// Two settings that cannot both hold, in plain words; or nothing.
std::string contradiction(const Settings& settings);

/// `over` wins wherever it says something.
Settings merge(Settings base, const Settings& over);

}  // namespace smtpspec::target
