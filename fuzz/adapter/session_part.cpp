// A whole receiver: each of its replies is judged by the oracle, and they are the same however its input is
// cut.
#include "fuzz/adapter/answer.hpp"
#include "fuzz/adapter/disagreement.hpp"
#include "fuzz/adapter/own_octets.hpp"
#include "fuzz/adapter/parts.hpp"
#include "fuzz/adapter/reply_traits.hpp"
#include "fuzz/support/choices.hpp"
#include "reference/oracle/oracle.hpp"
#include "reference/reply/reply.hpp"
#include "reference/syntax/octets.hpp"

#include <memory>

namespace smtpspec::fuzz {
namespace {

using oracle::Grade;

constexpr std::string_view kStarttls = "STARTTLS";

/// One connection to the receiver under test.
class Connection {
 public:
  explicit Connection(const smtpspec_receiver& receiver) : receiver_(receiver) {
    session_ = receiver_.open(&answer_);
  }
  ~Connection() { receiver_.close(session_); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void feed(std::string_view octets) {
    if (closed_) return;
    const OwnOctets own(octets);
    closed_ = receiver_.feed(session_, own.view().data(), own.view().size(), &answer_) != 0;
  }
  bool closed() const { return closed_; }
  /// What was answered since the last call.
  std::string replies() {
    std::string out = answer_.all(SMTPSPEC_REPLIES);
    answer_ = {};
    return out;
  }

 private:
  const smtpspec_receiver& receiver_;
  void* session_ = nullptr;
  smtpspec_answer answer_;
  bool closed_ = false;
};

/// The library under test decides who is a user; nothing is refused on its behalf.
std::shared_ptr<const receiver::Site> site() {
  static const auto one = [] {
    receiver::Site out;
    out.accept_everybody = true;
    return std::make_shared<const receiver::Site>(std::move(out));
  }();
  return one;
}

class Judge {
 public:
  explicit Judge(Disagreements& found) : found_(found), oracle_(site()) {}

  void sent(std::string_view octets) { oracle_.sent(octets); }
  /// False when what follows is not SMTP in the clear.
  bool received(std::string_view octets) {
    reader_.feed(octets);
    while (const auto reply = reader_.next()) {
      const oracle::View view = oracle_.received(*reply);
      const Comparison comparison(found_, "session", {view.clause});
      const std::string after = view.input.empty() ? "" : "after " + view.input + ": ";
      const Views views{.ours = after + view.permitted, .theirs = reply->octets};
      if (reply->faults != 0)
        Comparison(found_, "session", traits_of(*reply)).differ("malformed reply", views);
      if (view.grade == Grade::unlawful) comparison.differ("unlawful reply", views);
      if (view.grade == Grade::unexplained) comparison.differ("reply to nothing", views);
      const std::string_view verb = std::string_view(view.input).substr(0, kStarttls.size());
      if (reply->code == 220 && syntax::equals_ignoring_case(verb, kStarttls)) return false;
    }
    return true;
  }
  void ended(bool closed) {
    const Comparison comparison(found_, "session", {});
    if (!reader_.idle())
      comparison.differ("unfinished reply", {.ours = "whole replies", .theirs = reader_.finish()->octets});
    if (closed) {
      if (const oracle::View view = oracle_.closed(); view.grade == Grade::unlawful)
        comparison.differ("unlawful close", {.ours = view.permitted, .theirs = "closed"});
    } else if (oracle_.reply_due()) {
      comparison.differ("missing reply", {.ours = "a reply is due", .theirs = ""});
    }
  }

 private:
  Disagreements& found_;
  oracle::Oracle oracle_;
  reply::ReplyReader reader_;
};

/// Line by line, as a client that waits for each reply, so that none can be taken for another's. Returns how
/// many octets of replies come before what is sent behind STARTTLS can change them; all, if nothing can.
std::size_t judge(const smtpspec_receiver& receiver, std::string_view input, Disagreements& found) {
  Connection connection(receiver);
  Judge judge(found);
  std::string replies = connection.replies();
  judge.received(replies);
  for (std::string_view left = input; !left.empty() && !connection.closed();) {
    const std::string_view line = left.substr(0, std::min(left.find('\n'), left.size() - 1) + 1);
    left.remove_prefix(line.size());
    judge.sent(line);
    connection.feed(line);
    const std::string more = connection.replies();
    if (!judge.received(more)) return replies.size();
    replies += more;
  }
  judge.ended(connection.closed());
  return std::string::npos;
}

std::string transcript(const smtpspec_receiver& receiver, std::string_view input, std::size_t piece) {
  Connection connection(receiver);
  in_pieces(input, piece, [&](std::string_view octets) { connection.feed(octets); });
  return connection.replies();
}

}  // namespace

Disagreements compare_session(const smtpspec_parser& parser, std::string_view input) {
  Disagreements found;
  const std::size_t size = judge(*parser.receiver, input, found);
  Comparison(found, "session", {})
      .same("replies depend on how the input is cut", transcript(*parser.receiver, input, 0).substr(0, size),
            transcript(*parser.receiver, input, 1).substr(0, size));
  return found;
}

}  // namespace smtpspec::fuzz
