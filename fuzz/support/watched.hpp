#pragma once

#include "fuzz/support/reply_form.hpp"
#include "fuzz/support/require.hpp"
#include "fuzz/support/situation.hpp"
#include "reference/oracle/oracle.hpp"

#include <string_view>

namespace smtpspec::fuzz {

/// What is known of a site that is no more than an address and two mailboxes: EHLO tells the rest.
inline std::shared_ptr<const receiver::Site> from_outside(const receiver::Site& site) {
  receiver::Site known = site;
  known.seen_from_outside = true;
  known.nobody = "nobody";
  known.foreign_domain = "elsewhere.test";
  known.users = {"alice", "postmaster"};
  known.moved.clear();
  known.full.clear();
  known.lists.clear();
  known.active.clear();
  known.max_size = 0;
  known.max_recipients = receiver::Site{}.max_recipients;
  return std::make_shared<const receiver::Site>(std::move(known));
}

/// A receiver and its host, and an oracle that hears what is sent and what comes back. A handshake that fails
/// ends it: the oracle cannot be told. It accuses no lawful receiver, and of another each reply out of form.
class Watched {
 public:
  enum class Receiver : std::uint8_t { lawful, out_of_form };

  /// `known` of its site is what the oracle knows.
  Watched(const Situation& situation, const receiver::Conduct& conduct, Receiver is,
          std::shared_ptr<const receiver::Site> known)
      : situation_(situation),
        lawful_(is == Receiver::lawful),
        receiver_(situation.site, conduct),
        oracle_(std::move(known)) {
    carry_out(receiver_.open());
  }

  void send(std::string_view octets) {
    oracle_.sent(octets);
    carry_out(receiver_.feed(octets));
    require(!lawful_ || over_ || !oracle_.reply_due(), "the oracle misses no reply of a lawful receiver");
  }
  void fall_silent() { carry_out(receiver_.expired()); }
  /// The connection is closed, the roles are swapped, or there is no TLS.
  bool over() const { return over_; }

 private:
  Situation situation_;
  bool lawful_;
  receiver::Receiver receiver_;
  oracle::Oracle oracle_;
  reply::ReplyReader reader_;
  bool over_ = false;

  void acquit(const oracle::View& view) const {
    if (lawful_ && view.grade >= oracle::Grade::unlawful)
      fail("the oracle accuses no lawful receiver: " + view.clause + " " + view.deviation);
  }

  void hear(const reply::Reply& reply) {
    const bool awaited = !lawful_ && oracle_.reply_due();
    const oracle::View view = oracle_.received(reply);
    acquit(view);
    std::string octets = lawful_ ? std::string() : reply.octets;
    require(!awaited || view.grade >= oracle::Grade::unlawful || take_reply(octets).code != 0,
            "the oracle accuses who writes a reply out of form");
  }

  void carry_out(const receiver::Actions& actions) {
    for (const receiver::Action& action : actions) {
      if (const auto* send = std::get_if<receiver::Send>(&action)) {
        reader_.feed(send->octets);
        while (const auto reply = reader_.next()) hear(*reply);
      } else if (std::holds_alternative<receiver::Store>(action)) {
        carry_out(receiver_.stored(situation_.stored));
      } else if (const auto* step = std::get_if<receiver::SaslStep>(&action)) {
        carry_out(receiver_.sasl(situation_.judge(*step)));
      } else if (std::holds_alternative<receiver::StartTls>(action) && !situation_.tls_fails) {
        oracle_.tls_started();
        carry_out(receiver_.tls_started());
      } else {
        over_ = true;
        if (std::holds_alternative<receiver::Close>(action)) acquit(oracle_.closed());
      }
    }
  }
};

}  // namespace smtpspec::fuzz
