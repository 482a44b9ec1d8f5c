#include "harness/player/activity.hpp"
#include "harness/player/authenticating.hpp"
#include "harness/player/awaiting.hpp"
#include "harness/player/courtesies.hpp"
#include "harness/player/fencing.hpp"
#include "harness/player/givens.hpp"
#include "harness/player/handshaking.hpp"
#include "harness/player/session.hpp"
#include "harness/player/writing.hpp"

#include <algorithm>
#include <cassert>

namespace smtpspec::player {
namespace {

using language::Template;

/// What is done at once.
template <class Do>
class Immediate : public Activity {
 public:
  explicit Immediate(Do what) : what_(std::move(what)) {}
  Progress advance(Session& session) override {
    what_(session);
    return Progress::done;
  }

 private:
  Do what_;
};
template <class Do>
std::unique_ptr<Activity> at_once(Do what) {
  return std::make_unique<Immediate<Do>>(std::move(what));
}

/// Fills in what is known only when the step is reached, then writes.
template <class Fill>
class Filling : public Activity {
 public:
  explicit Filling(Fill fill) : fill_(std::move(fill)) {}
  Progress advance(Session& session) override {
    if (!writing_) {
      Expander expander = session.expander();
      writing_.emplace(fill_(expander));
      if (!session.knows_all(expander)) return Progress::done;
    }
    const Progress progress = writing_->advance(session);
    deadline_ = writing_->deadline();
    return progress;
  }

 private:
  Fill fill_;
  std::optional<Writing> writing_;
};
template <class Fill>
std::unique_ptr<Activity> write(Fill fill) {
  return std::make_unique<Filling<Fill>>(std::move(fill));
}

Template literal(std::string text) { return {.parts = {std::move(text)}, .at = {}}; }

std::vector<language::Piece> filled(Expander& expander, const std::vector<language::Piece>& pieces) {
  if (pieces.empty()) return {};
  language::Piece piece;
  piece.text = literal(expander.octets(pieces));
  return {std::move(piece)};
}

language::DeliveredClaim filled(Expander& expander, const language::DeliveredClaim& claim) {
  language::DeliveredClaim out;
  out.count = claim.count;
  if (claim.from) out.from = literal(expander.text(*claim.from));
  for (const Template& to : claim.to) out.to.push_back(literal(expander.text(to)));
  out.content = filled(expander, claim.content);
  out.has = filled(expander, claim.has);
  out.lacks = filled(expander, claim.lacks);
  out.matches = claim.matches;
  return out;
}

void claim(Session& session, const language::Delivered& delivered) {
  Expander expander = session.expander();
  Claim out{.claim = filled(expander, delivered.claim), .rows = delivered.rows};
  for (language::DeliveredRow& row : out.rows) row.claim = filled(expander, row.claim);
  if (session.knows_all(expander)) session.claim(std::move(out));
}

void open(Session& session, const language::OpenConnection& step) {
  session.open(step.name);
  language::Scenario greeted;
  if (!step.greet) greeted.given.push_back({.word = "connected"});
  Prologue before = prologue(greeted, session.circumstances());
  auto instructions = player::instructions(before);
  std::erase_if(instructions, [](const Instruction& instruction) {
    return std::holds_alternative<CheckNeeds>(instruction.what);
  });
  session.put_first(std::move(instructions));
}

void go_to(Session& session, const std::string& name) {
  for (int i = 0; i < session.connection_count(); ++i) {
    if (session.connection(i).name == name) return session.make_current(i);
  }
  assert(false && "the language resolves the names of connections");
}

struct OfStep {
  using Made = std::unique_ptr<Activity>;

  Made operator()(const language::ClientLine& step) const {
    return write([&step](Expander& expander) {
      return std::vector<TimedWrite>{{Millis{0}, expander.text(step.text) + "\r\n"}};
    });
  }
  Made operator()(const language::ClientWrite& step) const {
    return write([&step](Expander& expander) { return expander.writes(step.pieces); });
  }
  Made operator()(const language::SetUp& step) const { return std::make_unique<Awaiting>(step.expect); }
  Made operator()(const language::Question& step) const { return std::make_unique<Awaiting>(step); }
  Made operator()(const language::Outcome& step) const { return std::make_unique<Fencing>(step); }
  Made operator()(const language::Delivered& step) const {
    return at_once([&step](Session& session) { claim(session, step); });
  }
  Made operator()(const language::Silence& step) const {
    return std::make_unique<Quiet>(step.time, Quiet::Replies::block);
  }
  Made operator()(const language::Pause& step) const {
    return std::make_unique<Quiet>(step.time, Quiet::Replies::are_kept);
  }
  Made operator()(const language::TlsHandshake& step) const { return std::make_unique<Handshaking>(step); }
  Made operator()(const language::Auth& step) const { return std::make_unique<Authenticating>(step); }
  Made operator()(const language::OpenConnection& step) const {
    return at_once([&step](Session& session) { open(session, step); });
  }
  Made operator()(const language::OnConnection& step) const {
    return at_once([&step](Session& session) { go_to(session, step.name); });
  }
  Made operator()(const language::Shut& step) const {
    return at_once([&step](Session& session) { session.shut(step.how); });
  }
  Made operator()(const language::Turn&) const {
    return at_once([](Session& session) { session.here().turned = true; });
  }
};

struct OfInstruction {
  using Made = std::unique_ptr<Activity>;

  Made operator()(const std::shared_ptr<const language::Step>& step) const {
    return std::visit(OfStep{}, step->what);
  }
  Made operator()(const Dial&) const { return std::make_unique<Dialling>(); }
  Made operator()(const SayHello& hello) const { return std::make_unique<SayingHello>(hello.how); }
  Made operator()(const CheckNeeds&) const {
    return at_once([](Session& session) { session.check_needs(); });
  }
  Made operator()(const CheckStartTls&) const {
    return at_once([](Session& session) {
      if (!session.here().offered_starttls) session.skip("STARTTLS is not announced");
    });
  }
  Made operator()(const LogIn&) const { return std::make_unique<Authenticating>(); }
  Made operator()(const SayGoodbye& goodbye) const {
    return std::make_unique<SayingGoodbye>(goodbye.connection);
  }
};

}  // namespace

std::unique_ptr<Activity> activity_for(const Instruction& instruction) {
  return std::visit(OfInstruction{}, instruction.what);
}

}  // namespace smtpspec::player
