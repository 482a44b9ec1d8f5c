#include "harness/player/authenticating.hpp"

#include "harness/player/base64.hpp"
#include "harness/player/match.hpp"

#include <algorithm>
#include <array>

namespace smtpspec::player {
namespace {

using language::Alternative;
using language::Expect;

constexpr int kMostChallenges = 20;  // SCRAM has two

// Where the target's profile demands AUTH, any mechanism will do; the plainest are the least likely to fail.
constexpr std::array<std::string_view, 4> kMechanisms = {"PLAIN", "LOGIN", "CRAM-MD5", "SCRAM-SHA-256"};

// RFC 4954 §4: an initial response that is empty is written "=".
std::string encoded(const std::string& response) { return response.empty() ? "=" : base64_encode(response); }

}  // namespace

std::string Authenticating::choose_mechanism(Session& session) const {
  if (step_ != nullptr) return step_->mechanism;
  const Keywords& keywords = session.here().keywords;
  const auto found = std::find_if(kMechanisms.begin(), kMechanisms.end(), [&](std::string_view mechanism) {
    return keywords.has("AUTH=" + std::string(mechanism));
  });
  return found == kMechanisms.end() ? std::string() : std::string(*found);
}

bool Authenticating::begin(Session& session) {
  deadline_ = session.now() + session.circumstances().reply_timeout;
  const std::string mechanism = choose_mechanism(session);
  if (mechanism.empty()) {
    session.skip("no AUTH mechanism is announced that we know");
    return false;
  }
  Expander expander = session.expander();
  const auto credential = [&](const std::optional<language::Template>* given, std::string_view variable) {
    if (given != nullptr && *given) return expander.text(**given);
    const std::string* known = session.variables().find(variable);
    return known == nullptr ? std::string() : *known;
  };
  const std::string user = credential(step_ == nullptr ? nullptr : &step_->user, "user");
  const std::string password = credential(step_ == nullptr ? nullptr : &step_->password, "password");
  if (!session.knows_all(expander)) return false;
  session.hide(password);
  const SaslFactory factory = session.circumstances().sasl;
  client_ = factory == nullptr ? nullptr : factory(mechanism, user, password);
  if (!client_) {
    session.skip("the SASL mechanism " + mechanism + " is not known here");
    return false;
  }
  const auto initial = client_->step(std::nullopt);
  session.write("AUTH " + mechanism + (initial ? " " + encoded(*initial) : std::string()) + "\r\n");
  return true;
}

Activity::Progress Authenticating::advance(Session& session) {
  if (!deadline_ && !begin(session)) return Progress::done;
  Connection& connection = session.here();
  while (!connection.arrivals.empty()) {
    const Arrival arrival = std::move(connection.arrivals.front());
    connection.arrivals.pop_front();
    if (!session.is_in_step(arrival)) return Progress::done;
    if (arrival.reply.code != 334) {
      judge(session, arrival.reply);
      return Progress::done;
    }
    if (++challenges_ > kMostChallenges) {
      session.block("AUTH goes on without end", {});
      return Progress::done;
    }
    respond(session, arrival.reply.lines.empty() ? std::string() : arrival.reply.lines.front());
  }
  if (connection.is_over()) {
    session.block_for_now("the connection was closed during AUTH");
    return Progress::done;
  }
  if (session.now() < *deadline_) return Progress::waiting;
  session.set_end(Result::End::silent, false, false);
  session.block_for_now("AUTH was not answered in time");
  return Progress::done;
}

void Authenticating::respond(Session& session, const std::string& challenge) {
  const auto decoded = base64_decode(challenge);
  const auto response = decoded ? client_->step(decoded) : std::nullopt;
  session.write((response ? base64_encode(*response) : "*") + "\r\n", Session::Secret::yes);
  deadline_ = session.now() + session.circumstances().reply_timeout;
}

void Authenticating::judge(Session& session, const reply::Reply& reply) {
  const bool done = reply.code == 235;
  const Happening what{"AUTH was answered " + std::to_string(reply.code), shown(session, reply)};
  const auto kind = done ? Expect::Kind::auth_done : Expect::Kind::auth_failed;
  const std::vector<Alternative>* alternatives = step_ == nullptr ? nullptr : &step_->alternatives;
  if (alternatives != nullptr && !alternatives->empty()) {
    const std::string all = allowed("", *alternatives);
    const auto row =
        std::find_if(alternatives->begin(), alternatives->end(), [&](const Alternative& alternative) {
          return alternative.expect.kind == kind || matches(alternative.expect, reply);
        });
    if (row != alternatives->end()) return give(session, *row, what, all);
    if (done)
      return session.grade(
          {.grade = Grade::pass, .message = what.brief, .allowed = all, .observed = what.observed});
  }
  if (!done) session.block_by(reply.code, what.brief + "; the set-up needs 235", what.observed);
}

}  // namespace smtpspec::player
