#include "harness/player/session.hpp"

#include "harness/language/ascii.hpp"
#include "harness/player/givens.hpp"
#include "harness/player/needs.hpp"
#include "harness/player/overloaded.hpp"
#include "reference/reply/visible.hpp"

#include <algorithm>
#include <utility>

namespace smtpspec::player {
namespace {

using language::equal_ignoring_case;
using language::upper;

constexpr std::size_t kShown = 300;

}  // namespace

std::string shown(const Session& session, const reply::Reply& reply) {
  std::string_view octets = reply.octets;
  if (octets.ends_with('\n')) octets.remove_suffix(1);
  if (octets.ends_with('\r')) octets.remove_suffix(1);
  std::string out = reply::visible(session.redactor().hide(octets.substr(0, kShown)));
  if (octets.size() > kShown) out += "...";
  return out;
}

Session::Session(Case c, Circumstances circumstances, const language::Catalogue& catalogue, std::string token)
    : case_(std::move(c)),
      circumstances_(std::move(circumstances)),
      catalogue_(&catalogue),
      token_(std::move(token)),
      variables_(case_, circumstances_, token_) {
  if (const std::string* password = variables_.find("password")) hide(*password);
}

const language::Requirement* Session::requirement(std::string_view id) const {
  const auto found = catalogue_->find(id);
  return found == catalogue_->end() ? nullptr : &found->second;
}

// ---- being told what happened

void Session::begin(Millis now) {
  now_ = started_ = now;
  connections_.push_back({.name = "main"});
  for (Instruction& instruction : instructions(prologue(*case_.scenario, circumstances_)))
    program_.push_back(std::move(instruction));
  for (const language::Step& step : case_.scenario->steps)
    program_.push_back({.what = std::shared_ptr<const language::Step>(case_.suite, &step)});
  run();
}

void Session::on(int index, const Event& event, Millis now) {
  if (finished_ || index < 0 || index >= connection_count()) return;
  now_ = now;
  Connection& connection = this->connection(index);
  const auto event_entry = [&](std::string text, Entry::Link link) {
    record({.kind = Entry::Kind::event, .link = link, .text = std::move(text)}, index);
  };
  std::visit(Overloaded{
                 [&](const Connected& connected) {
                   connection.link = Connection::Link::up;
                   if (connected.tls) connection.tls = Connection::Tls::up;
                   event_entry(connected.detail.empty() ? "connected" : "connected: " + connected.detail,
                               Entry::Link::connected);
                 },
                 [&](const ConnectFailed& failed) {
                   connection.link = Connection::Link::failed;
                   connection.why = failed.why;
                   event_entry("not connected: " + failed.why, Entry::Link::not_connected);
                 },
                 [&](const Received& octets) { received(index, octets.octets); },
                 [&](const PeerClosed& closed) {
                   if (auto rest = connection.reader.finish()) arrived(index, *std::move(rest));
                   connection.link = Connection::Link::closed;
                   connection.was_reset = closed.reset;
                   const std::string how =
                       closed.reset ? "the server reset the connection" : "the server closed the connection";
                   event_entry(closed.why.empty() ? how : how + ": " + closed.why,
                               closed.reset ? Entry::Link::reset_by_peer : Entry::Link::closed_by_peer);
                 },
                 [&](const TlsStarted& started) {
                   connection.tls = Connection::Tls::up;
                   connection.why = started.detail;
                 },
                 [&](const TlsFailed& failed) {
                   connection.tls = Connection::Tls::failed;
                   connection.why = failed.why;
                 },
             },
             event);
  run();
}

void Session::wake(Millis now) {
  now_ = now;
  if (!finished_) run();
}

std::optional<Millis> Session::deadline() const {
  return activity_ && !finished_ ? activity_->deadline() : std::nullopt;
}

// ---- what activities do

void Session::record(Entry entry, int index, bool secret) {
  entry.connection = index;
  entry.at = now_ - started_;
  entry.in_tls = connection(index).tls == Connection::Tls::up;
  entry.source_line = of_given_ ? 0 : at_.line;
  transcript_.add(std::move(entry), secret);
}

void Session::note(std::string text, Entry::Link link) {
  record({.kind = Entry::Kind::event, .link = link, .text = std::move(text)}, current_);
}

/// What arrived of a reply that nobody waits for any more.
void Session::record_unfinished_reply(int index) {
  if (auto rest = connection(index).reader.finish())
    record({.kind = Entry::Kind::received, .octets = std::move(rest->octets)}, index);
}

void Session::write(std::string octets, Secret secret) {
  Connection& connection = here();
  if (!connection.is_up()) {
    note("not sent, the connection is closed: " + reply::visible(redactor().hide(octets.substr(0, kShown))));
    return;
  }
  record({.kind = Entry::Kind::sent, .octets = octets}, current_, secret == Secret::yes);
  if (!connection.turned) {
    connection.ledger.wrote(octets);
    if (connection.ledger.open() > 1 && !connection.keywords.has("PIPELINING")) connection.ledger.doubt();
    connection.smtputf8 =
        connection.smtputf8 || upper(octets.substr(0, kShown)).find("SMTPUTF8") != std::string::npos;
  }
  connection.quit_sent = connection.quit_sent || equal_ignoring_case(octets, "QUIT\r\n");
  act(Write{current_, std::move(octets)});
}

void Session::open(std::string name) {
  current_ = connection_count();
  connections_.push_back({.name = std::move(name)});
}

void Session::shut(language::Shut::How how) {
  using How = language::Shut::How;
  if (!here().is_up()) return;
  if (how == How::half) note("half-closed by us", Entry::Link::half_closed);
  if (how == How::close) note("closed by us", Entry::Link::closed);
  if (how == How::reset) note("reset by us", Entry::Link::reset);
  act(CloseConnection{current_, how});
  if (how != language::Shut::How::half) here().shut = true;
}

void Session::tls_started() {
  Connection& connection = here();
  note("TLS started: " + connection.why);
  connection.awaits_tls = connection.speaks_tls = false;
  connection.reader = {};
  connection.ledger.forget();
  connection.keywords = {};
  connection.esmtp = false;
}

void Session::put_first(std::vector<Instruction> instructions) {
  program_.insert(program_.begin(), std::make_move_iterator(instructions.begin()),
                  std::make_move_iterator(instructions.end()));
}

void Session::grade(Finding finding) {
  const std::string& era = case_.scenario->era;
  const bool convicts =
      finding.grade == Grade::fail || finding.grade == Grade::risk || finding.grade == Grade::warn;
  if (!era.empty() && era != circumstances_.era && convicts) finding.grade = Grade::note;
  if (finding.requirement.empty()) finding.requirement = main_requirement();
  if (finding.at.line == 0) finding.at = at_;
  finding.source = source_;
  finding.message = redactor().hide(finding.message);
  result_.alternatives_taken.push_back(finding.at);
  result_.findings.push_back(std::move(finding));
}

void Session::claim(Claim claim) {
  claim.token = token_;
  claim.requirement = main_requirement();
  claim.at = at_;
  claim.source = source_;
  result_.claims.push_back(std::move(claim));
}

void Session::block(std::string message, std::string observed) {
  if (ended_) return;
  result_.findings.push_back({.grade = Grade::blocked,
                              .message = redactor().hide(message),
                              .requirement = main_requirement(),
                              .observed = std::move(observed),
                              .at = at_,
                              .source = source_});
  end_case();
}

void Session::block_for_now(std::string message, std::string observed) {
  if (!ended_) expect_retry();
  block(std::move(message), std::move(observed));
}

void Session::block_by(int code, std::string message, std::string observed) {
  if (!ended_ && is_temporary(code)) expect_retry();
  block(std::move(message), std::move(observed));
}

bool Session::is_in_step(const Arrival& arrival) {
  if (!arrival.unasked) return true;
  const std::string observed = shown(*this, arrival.reply);
  block("the server answered out of step: nothing had asked for " + observed, observed);
  return false;
}

void Session::skip(std::string reason) {
  if (ended_) return;
  result_.findings.push_back(
      {.grade = Grade::skip, .message = std::move(reason), .requirement = main_requirement()});
  end_case();
}

void Session::check_needs() {
  needs_checked_ = true;
  if (std::string why = not_announced(*case_.scenario, here()); !why.empty()) skip(std::move(why));
}

bool Session::knows_all(const Expander& expander) {
  if (expander.missing().empty()) return true;
  block("${" + expander.missing() + "} is not known", {});
  return false;
}

void Session::set_end(Result::End end, bool at_question, bool nudge_answered) {
  result_.end = end;
  result_.silent_at_question = end == Result::End::silent && at_question;
  result_.nudge_answered = nudge_answered;
}

void Session::no_session(int index) {
  if (index == 0) set_end(Result::End::unreachable, false, false);
}

void Session::end_case() {
  if (std::exchange(ended_, true)) return;
  program_.clear();
}

// ---- working through the program

void Session::run() {
  while (!finished_) {
    if (ended_ && !saying_goodbye_) activity_.reset();
    if (!activity_) {
      if (program_.empty() && !saying_goodbye_) say_goodbye();
      if (program_.empty()) return finish();
      start(std::exchange(program_.front(), {}));
    }
    if (activity_->advance(*this) == Activity::Progress::done) {
      activity_.reset();
    } else if (saying_goodbye_ || !ended_) {
      return;
    }
  }
}

void Session::say_goodbye() {
  ended_ = saying_goodbye_ = true;
  for (int i = 0; i < connection_count(); ++i) program_.push_back({.what = SayGoodbye{i}, .of_given = true});
}

void Session::start(Instruction instruction) {
  program_.pop_front();
  of_given_ = instruction.of_given;
  at_ = {};
  source_.clear();
  if (const auto* step = std::get_if<std::shared_ptr<const language::Step>>(&instruction.what)) {
    if (!of_given_) at_ = (*step)->at;
    source_ = (*step)->source;
  }
  activity_ = activity_for(instruction);
}

void Session::finish() {
  finished_ = true;
  activity_.reset();
  for (int i = 0; i < connection_count(); ++i) record_unfinished_reply(i);
  const auto worst = std::max_element(result_.findings.begin(), result_.findings.end(),
                                      [](const Finding& a, const Finding& b) { return a.grade < b.grade; });
  if (worst != result_.findings.end()) {
    result_.verdict = worst->grade;
    result_.message = worst->message;
  }
  result_.transcript = transcript_.take();
}

}  // namespace smtpspec::player
