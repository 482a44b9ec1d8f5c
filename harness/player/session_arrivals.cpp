#include "harness/player/general.hpp"
#include "harness/player/session.hpp"
#include "reference/reply/visible.hpp"

#include <algorithm>
#include <utility>

/// What arrives: from octets to replies that steps can read.
namespace smtpspec::player {
namespace {

constexpr std::uint64_t kMostUnanswered = 8 * 1024 * 1024;
constexpr std::size_t kMostUnread = 1000;
constexpr std::size_t kLongestLine = 4096;  // after TURN

bool is_hello_with_extensions(const Asked& asked) { return asked.verb == "EHLO" || asked.verb == "LHLO"; }

}  // namespace

void Session::received(int index, std::string_view octets) {
  Connection& connection = this->connection(index);
  if (connection.turned) {
    for (const char octet : octets) {
      if (connection.line.size() < kLongestLine) connection.line += octet;
      if (octet == '\n') line_arrived(index, std::exchange(connection.line, {}));
    }
    return;
  }
  // A TLS record can come in one segment with the 220 before it.
  while (!octets.empty() && !is_tls_record(index, octets)) {
    const std::string_view line = octets.substr(0, octets.find('\n'));
    const std::size_t length = std::min(line.size() + 1, octets.size());
    connection.unanswered_octets += length;
    connection.reader.feed(octets.substr(0, length));
    octets.remove_prefix(length);
    while (auto reply = connection.reader.next()) arrived(index, *std::move(reply));
  }
  check_flood(index);
}

// RFC 8446 §5.1: after the 220 to STARTTLS a server may answer plain text with an alert. It is no reply.
bool Session::is_tls_record(int index, std::string_view octets) {
  constexpr char kFirstType = 20, kLastType = 23, kMajorVersion = 3;
  Connection& connection = this->connection(index);
  if (connection.speaks_tls) return true;
  if (!connection.awaits_tls || !connection.reader.idle()) return false;
  if (octets[0] < kFirstType || octets[0] > kLastType) return false;
  if (octets.size() > 1 && octets[1] != kMajorVersion) return false;
  connection.speaks_tls = true;
  record({.kind = Entry::Kind::event,
          .text = "the server sent a TLS record: " + reply::visible(octets.substr(0, 16))},
         index);
  return true;
}

void Session::line_arrived(int index, std::string line) {
  record({.kind = Entry::Kind::received, .octets = line}, index);
  if (line.ends_with('\n')) line.pop_back();
  if (line.ends_with('\r')) line.pop_back();
  Arrival arrival;
  arrival.line = std::move(line);
  connection(index).arrivals.push_back(std::move(arrival));
}

void Session::arrived(int index, reply::Reply reply) {
  Connection& connection = this->connection(index);
  connection.unanswered_octets = 0;
  const bool was_clean = connection.ledger.clean();
  const bool nothing_open = connection.ledger.open() == 0;
  Asked asked = connection.ledger.answered(reply);
  record({.kind = Entry::Kind::received, .octets = reply.octets, .answers = asked.label}, index);
  if (reply.has(reply::FormFault::cut_off)) return;  // a close in the middle of a reply is a close
  look_at_reply(index, reply, asked);
  const bool judged_elsewhere = activity_ && activity_->counts_replies() && index == current_;
  const bool is_unasked = nothing_open && was_clean && reply.code != 421 && !judged_elsewhere;
  if (is_unasked) {
    const Breached breach = unasked(reply);
    general(index, breach.check, breach.grade, breach.message, reply);
  }
  remember_hello(index, reply, asked);
  connection.awaits_tls = connection.awaits_tls || (asked.verb == "STARTTLS" && reply.code == 220);
  connection.arrivals.push_back({std::move(reply), std::move(asked), {}, is_unasked});
}

void Session::look_at_reply(int index, const reply::Reply& reply, const Asked& asked) {
  const Connection& connection = this->connection(index);
  ++result_.replies_seen;
  const Dialogue dialogue{asked, connection.keywords, connection.smtputf8};
  for (Breached& breach : look_at(reply, dialogue))
    general(index, breach.check, breach.grade, std::move(breach.message), reply);
}

// The CR of a CRLF can come alone, but not for as long as a reply may take.
void Session::look_at_unfinished_reply() {
  reply::ReplyReader reader = here().reader;
  const auto reply = reader.finish();
  if (!reply || reply->code == 0 || !reply->octets.ends_with('\r')) return;
  const Breached breach = without_line_feed();
  general(current_, breach.check, breach.grade, breach.message, *reply);
}

void Session::general(int index, std::string_view check, Grade grade, std::string message,
                      const reply::Reply& reply) {
  if (result_.general.size() >= Result::kKeptGeneral) return;
  const auto row = std::find_if(general_checks().begin(), general_checks().end(),
                                [&](const GeneralCheck& known) { return known.id == check; });
  result_.general.push_back({.check = row->id,
                             .finding = {.grade = grade,
                                         .message = std::move(message),
                                         .requirement = std::string(row->requirement),
                                         .allowed = std::string(row->title),
                                         .observed = shown(*this, reply)},
                             .connection = index});
}

void Session::remember_hello(int index, const reply::Reply& reply, const Asked& asked) {
  if (reply.code != 250 || !is_hello_with_extensions(asked)) return;
  Connection& connection = this->connection(index);
  connection.keywords = Keywords(reply);
  connection.esmtp = true;
  connection.offered_starttls = connection.offered_starttls || connection.keywords.has("STARTTLS");
  // Where `given` says no EHLO, the needs of the scenario are known only now.
  if (index == 0 && !of_given_ && !needs_checked_) check_needs();
}

// Endless replies, and endless replies to nothing, end the connection: memory and patience are bounded. It
// was not the server who closed it, so no step may take that for an answer.
void Session::check_flood(int index) {
  Connection& connection = this->connection(index);
  if (connection.unanswered_octets < kMostUnanswered && connection.arrivals.size() < kMostUnread) return;
  if (!connection.is_up()) return;
  if (const auto unfinished = connection.reader.finish()) {
    record({.kind = Entry::Kind::received, .octets = unfinished->octets}, index);
    look_at_reply(index, *unfinished, {});
  }
  record({.kind = Entry::Kind::event,
          .link = Entry::Link::reset,
          .text = "the server sends without end: connection reset by us"},
         index);
  act(CloseConnection{index, language::Shut::How::reset});
  connection.shut = true;
  constexpr const char* kEndless = "the server sends without end";
  if (!connection.ledger.awaits_greeting()) return block(kEndless, {});
  no_session(index);
  block_for_now(kEndless);
}

}  // namespace smtpspec::player
