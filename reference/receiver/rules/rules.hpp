#pragma once

#include "reference/receiver/session.hpp"

#include <string_view>

/// The decisions that each kind of command puts, in their order. Each returns when one is settled; the last
/// is always.
namespace smtpspec::receiver::rules {

using syntax::Command;
using syntax::Feature;
using syntax::Oddity;

/// Breaches of the grammar, but those that a verb has a decision of its own for. True: settled.
bool put_oddities(const Session& session, const Command& command, Ruling& ruling);
/// Lawful forms of paths that some refuse, and the limits of paths. True: settled.
bool put_path_forms(const Session& session, const Command& command, Ruling& ruling);
/// The parameters of MAIL and RCPT. True: settled.
bool put_parameters(const Session& session, const Command& command, Ruling& ruling);

/// A domain with a dot whose last label is no number, or a literal (RFC 5321 §2.3.5, §4.1.4).
bool names_a_host(std::string_view name);

void hello(const Session& session, const Command& command, Ruling& ruling);
void mail(const Session& session, const Command& command, Ruling& ruling);
void rcpt(const Session& session, const Command& command, Ruling& ruling);
void data(const Session& session, const Command& command, Ruling& ruling);
void bdat(const Session& session, const Command& command, Ruling& ruling);
/// Where the count of BDAT can be read, its octets are taken before the reply, also when that refuses them
/// (RFC 3030 §2).
void take_chunk(const Command& command, Ruling& ruling);
void auth(const Session& session, const Command& command, Ruling& ruling);
void starttls(const Session& session, const Command& command, Ruling& ruling);
void vrfy(const Session& session, const Command& command, Ruling& ruling);
void expn(const Session& session, const Command& command, Ruling& ruling);
void help(const Session& session, const Command& command, Ruling& ruling);
void noop(const Session& session, const Command& command, Ruling& ruling);
void rset(const Session& session, const Command& command, Ruling& ruling);
void quit(const Session& session, const Command& command, Ruling& ruling);
void turn(const Session& session, const Command& command, Ruling& ruling);
void etrn(const Session& session, const Command& command, Ruling& ruling);
void unknown(const Session& session, const Command& command, Ruling& ruling);

/// A bit for each of these choices of a decision, for Ruling::put.
constexpr unsigned only(std::initializer_list<unsigned> choices) {
  unsigned bits = 0;
  for (const unsigned choice : choices) bits |= 1U << choice;
  return bits;
}

}  // namespace smtpspec::receiver::rules
