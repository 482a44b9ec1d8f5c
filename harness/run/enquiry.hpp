#pragma once

#include "harness/player/player.hpp"
#include "harness/run/dialogue.hpp"
#include "harness/run/facts.hpp"
#include "harness/run/preflight.hpp"

#include <string_view>
#include <vector>

namespace smtpspec::run {

/// Every receiver takes mail for it (RFC 5321 §4.5.1), though some want a domain behind.
inline constexpr std::string_view kPostmaster = "postmaster";

/// A preflight under way: what was seen of the target, and what is known to work with it.
struct Enquiry {
  const Options& options;
  bool stranger = false;
  const PlayOne& play_one;
  Facts facts;
  player::Circumstances known;

  const target::Settings& settings() const { return options.settings; }

  struct Played {
    player::Result result;
    std::vector<Answered> replies;
    /// The last reply was 4yz, or the target hung up, or there was none.
    bool was_put_off() const;
  };
  /// Plays one of the preflight's scenarios, and takes note of how long the replies took.
  Played play(const player::Case& what, const player::Circumstances& circumstances, Millis wait = Millis(0));
  /// The same, and again_if_put_off().
  Played play_patiently(const player::Case& what, const player::Circumstances& circumstances,
                        Millis wait = Millis(0));
  /// Plays it again, twice at most and after a pause, where the target put us off or hung up: one accident
  /// should not decide for a whole run.
  Played again_if_put_off(Played played, const player::Case& what,
                          const player::Circumstances& circumstances);
};

/// The greeting, and which of EHLO, HELO and LHLO is taken (in TLS from the first octet, where nothing else
/// helps). False: there is nothing to go on with.
bool ask_greeting(Enquiry& enquiry);

/// Whether STARTTLS works, and what is announced inside.
void ask_tls(Enquiry& enquiry);

/// Whether the user's login works, in the clear or else inside TLS.
void ask_log_in(Enquiry& enquiry);

/// MAIL, after what it turns out to want (TLS, then a login), with the recipient that was given; or else
/// with the first postmaster that is accepted. Where one is, the other recipients are asked for too.
void ask_envelope(Enquiry& enquiry);

}  // namespace smtpspec::run
