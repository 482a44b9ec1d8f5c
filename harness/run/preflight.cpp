#include "harness/run/preflight.hpp"

#include "harness/run/enquiry.hpp"

#include <utility>

namespace smtpspec::run {

Preflight preflight(const Options& options, const player::Circumstances& start, bool stranger,
                    const PlayOne& play) {
  Enquiry enquiry{.options = options, .stranger = stranger, .play_one = play, .facts = {}, .known = start};
  auto& known = enquiry.known;
  Facts& facts = enquiry.facts;
  known.reply_timeout = reply_patience(options);
  known.implicit_tls = options.settings.tls == "implicit";
  known.use_starttls = options.settings.tls == "starttls";
  known.variables.try_emplace("recipient", kPostmaster);
  if (ask_greeting(enquiry)) {
    ask_tls(enquiry);
    if (facts.hello != Facts::Hello::none) {
      known.lmtp = facts.hello == Facts::Hello::lhlo;
      ask_log_in(enquiry);
      ask_envelope(enquiry);
    }
  }
  facts.implicit_tls = known.implicit_tls;
  facts.began_tls = known.use_starttls;
  facts.logged_in = known.authenticate;
  return {std::move(facts), std::move(known)};
}

}  // namespace smtpspec::run
