#include "reference/receiver/table_reply.hpp"

namespace smtpspec::receiver {

namespace {

void write_anew(std::string& out, const Permitted& permitted, const Occasion& occasion, Counsel& counsel) {
  const Answer& answer = permitted.answer();
  std::string storage;
  const std::string_view text = fill_in(answer.text, occasion, counsel, storage);
  const bool twice = answer.code >= 500 && counsel.ask("one-reply"_decision) != 0;
  for (int replies = twice ? 2 : 1; replies > 0; --replies)
    write_reply(out, answer.code, answer.enhanced, text, occasion, counsel);
}

/// A reply that the command does not change, as every session writes it whose conduct has the due form.
struct DueReply {
  std::string octets;  // empty: no such reply
  DecisionSet form;    // what was asked about its form
};

/// Of each choice of the table, written once.
class DueReplies {
 public:
  explicit DueReplies(Extensions extensions) {
    Site site;
    site.extensions = extensions;
    const Session session(std::make_shared<const Site>(site));
    for (DecisionId id = 0; id < decisions().size(); ++id) {
      for (std::uint8_t choice = 0; choice < decisions()[id].choices.size(); ++choice)
        write({.decision = id, .choice = choice}, session);
    }
  }
  const DueReply& of(const Permitted& permitted) const {
    return replies_[permitted.decision][permitted.choice];
  }

 private:
  std::array<std::array<DueReply, Choices::kMost>, table::kAll.size()> replies_;

  void write(const Permitted& permitted, const Session& session) {
    const Answer& answer = permitted.answer();
    if (answer.code == 0 || answer.text.find('{') != std::string_view::npos ||
        answer.enhanced == kBadDestination) {
      return;
    }
    DueReply& reply = replies_[permitted.decision][permitted.choice];
    const Conduct conforming;
    const syntax::Command none;
    Counsel counsel(conforming);
    write_anew(reply.octets, permitted, {.session = session, .command = none}, counsel);
    reply.form = counsel.asked();
  }
};

const DueReply& due_reply(const Permitted& permitted, const Occasion& occasion) {
  static const DueReplies plain({});
  static const DueReplies enhanced({Extension::enhanced_status_codes});
  const bool is_enhanced =
      occasion.session.offered.has(Extension::enhanced_status_codes) && !occasion.greeting;
  return (is_enhanced ? enhanced : plain).of(permitted);
}

}  // namespace

void write_table_reply(std::string& out, const Permitted& permitted, const Occasion& occasion,
                       Counsel& counsel) {
  const DueReply& due = due_reply(permitted, occasion);
  if (!due.octets.empty() && counsel.ask_defaults(due.form)) {
    out += due.octets;
  } else {
    write_anew(out, permitted, occasion, counsel);
  }
}

}  // namespace smtpspec::receiver
