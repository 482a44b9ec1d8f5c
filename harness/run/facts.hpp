#pragma once

#include "harness/player/player.hpp"
#include "harness/run/options.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace smtpspec::run {

/// What a target answered to one address, or to MAIL.
struct Answer {
  int code = 0;       ///< 0: not asked, or no reply
  std::string quote;  ///< the reply as it is shown to people
  bool accepted() const { return code / 100 == 2; }
  bool refused() const { return code / 100 == 5; }
  bool temporary() const { return code / 100 == 4; }
};

/// What the preflight saw of a target.
struct Facts {
  std::string unreachable;  ///< why there was no connection or no banner at all; empty: there was
  std::string banner;       ///< octets
  int banner_code = 0;
  Millis banner_time{0};
  Millis latency{0};  ///< the longest wait for a reply
  enum class Hello : std::uint8_t { none, ehlo, helo, lhlo } hello = Hello::none;
  std::string hello_quote;               ///< the refusal of EHLO, where it was refused
  std::vector<std::string> ehlo;         ///< the lines behind the first, as sent
  std::vector<std::string> ehlo_in_tls;  ///< the same inside TLS; empty: not seen
  bool implicit_tls = false;
  std::optional<bool> tls_works;
  std::string tls_why;
  std::optional<bool> auth_works;
  std::string auth_why;
  bool auth_in_tls = false;                   ///< AUTH is offered, or taken, inside TLS only
  bool began_tls = false, logged_in = false;  ///< what a session had to do before MAIL
  bool tls_demanded = false;                  ///< MAIL was refused with 530 until TLS was up
  Answer mail, recipient, second, unknown, foreign, relay;
  bool greylists = false;
};

/// What follows from the facts.
struct Inferences {
  player::Circumstances circumstances;
  std::vector<std::string> notes;  ///< for the user, in plain words, each with the option that would help
  bool trusted = false;            ///< a recipient that is not the target's own was accepted
};

/// How long a reply, and the first greeting of all, may take (RFC 5321 gives servers minutes; few users have
/// them).
Millis reply_patience(const Options& options);
Millis banner_patience(const Options& options);

/// Does one of these EHLO lines announce the keyword (in any case), and the parameter, if one is asked for?
bool announces(const std::vector<std::string>& ehlo_lines, std::string_view keyword,
               std::string_view parameter = {});

/// Where a host may take mail for: "mail.example.test" gives itself and "example.test".
std::vector<std::string> likely_domains(const std::string& host);

/// The host that a greeting names: the first word behind the code; may be empty.
std::string host_of(std::string_view banner);

/// What a greeting names behind host and protocol: "Postfix (Debian/GNU)"; may be empty.
std::string product_of(std::string_view banner);

/// What a case is told of the target. `known` are the variables that were used to find the facts. Pure.
Inferences infer(const Facts& facts, const Options& options, const player::Circumstances& known);

}  // namespace smtpspec::run
