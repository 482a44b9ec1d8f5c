#include "harness/run/certify.hpp"

#include <algorithm>
#include <atomic>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <thread>

#include "harness/delivery/settle.hpp"
#include "harness/language/selection.hpp"
#include "harness/player/grading.hpp"
#include "harness/run/rows.hpp"
#include "harness/transport/memory.hpp"

namespace smtpspec::run {
namespace {

using player::Grade;

/// Where a row stands in its file.
struct Place {
  std::uint32_t line, column;
  auto operator<=>(const Place&) const = default;
};
Place place(language::Position at) { return {at.line, at.column}; }

bool is_breach(Grade grade) { return grade == Grade::fail || grade == Grade::risk; }

/// A play whose claims about delivery are settled.
struct Judged {
  player::Result result;
  Grade verdict = Grade::pass;
  std::string message;
  std::set<Place> taken;
  bool general_breach = false;
  receiver::DecisionSet consulted;
};

Judged judge(transport::MemoryPlay play, const language::Catalogue& catalogue) {
  Judged out{.verdict = play.result.verdict, .message = play.result.message, .consulted = play.consulted};
  for (const language::Position at : play.result.alternatives_taken) out.taken.insert(place(at));
  for (const player::Claim& claim : play.result.claims) {
    const auto requirement = catalogue.find(claim.requirement);
    const Grade otherwise = player::grade_of(requirement == catalogue.end() ? nullptr : &requirement->second,
                                             player::Breach::accepts);
    const player::Finding finding = delivery::settle(claim, play.messages, otherwise);
    out.taken.insert(place(finding.at));
    if (finding.grade <= out.verdict) continue;
    out.verdict = finding.grade;
    out.message = finding.message;
  }
  out.general_breach = !play.result.general.empty();
  out.result = std::move(play.result);
  return out;
}

/// One case against the model as it is, then against every mutation that can make a difference.
struct CaseWork {
  CaseProof proof;
  std::set<Place> taken;
  std::set<std::string> noticed;  // mutations, also by general checks
  std::uint64_t plays = 0;
};

// The worst grade that a row gives; the one of the requirement where every row is a pass.
Grade worst_possible(const language::Scenario& scenario, const language::Catalogue& catalogue) {
  const auto requirement = catalogue.find(scenario.checks.front());
  const auto* row = requirement == catalogue.end() ? nullptr : &requirement->second;
  Grade out = Grade::pass;
  for (const Row& one : rows(scenario)) out = std::max(out, one.grade);
  return out == Grade::pass ? player::grade_of(row, player::Breach::accepts) : out;
}

// Skip and blocked say nothing about the server.
bool is_evidence(Grade grade) { return grade != Grade::skip && grade != Grade::blocked; }

bool cites(const language::Scenario& scenario, const std::string& requirement) {
  const auto cited = language::requirements_of(scenario);
  return std::find(cited.begin(), cited.end(), requirement) != cited.end();
}

/// A receiver that takes everybody never meets a question about unknown users: the preflight saw it.
bool is_excused(const language::Scenario& scenario, const Mutation& mutation) {
  return mutation.name == "unknown-user=taken" && std::find(scenario.needs.begin(), scenario.needs.end(),
                                                            "unknown-user-check") != scenario.needs.end();
}

/// One case on one venue.
class Trial {
 public:
  Trial(const player::Case& c, const language::Catalogue& catalogue, Venue venue, CaseWork& out)
      : case_(c),
        catalogue_(catalogue),
        venue_(std::move(venue)),
        out_(out) {
    target_.site = std::make_shared<const receiver::Site>(venue_.site);
    target_.store = venue_.store;
  }

  std::string why_skipped() const { return player::why_skipped(case_, venue_.circumstances); }

  /// From here on, what does not change a decision leaves it as `conduct` has it.
  void stand_on(const receiver::Conduct& conduct) { ground_ = conduct; }

  Judged play(const Mutation& mutation) {
    ++out_.plays;
    target_.behaviour = mutation.behaviour;
    if (ground_ && !mutation.on_lenient) {
      target_.behaviour.conduct = *ground_;
      if (const auto decision = mutation.decision)
        target_.behaviour.conduct.set(*decision, mutation.behaviour.conduct[*decision]);
    }
    target_.interference = mutation.interference;
    target_.octet_by_octet = mutation.octet_by_octet;
    Judged judged = judge(
        transport::play_in_memory(case_, venue_.circumstances, catalogue_, target_, "certify"), catalogue_);
    out_.taken.merge(judged.taken);
    return judged;
  }

  void try_out(const Mutation& mutation) {
    if (is_excused(*case_.scenario, mutation)) return;
    const Judged judged = play(mutation);
    CaseProof& proof = out_.proof;
    if (is_evidence(judged.verdict)) proof.worst_given = std::max(proof.worst_given, judged.verdict);
    if (judged.general_breach || is_breach(judged.verdict)) out_.noticed.insert(mutation.name);
    if (!is_breach(judged.verdict)) return;
    auto& list = mutation.kind == Mutation::Kind::lawful ? proof.accused : proof.caught;
    const std::string where = venue_.name.empty() ? venue_.name : ", " + venue_.name;
    list.push_back({.mutation = mutation.name + where,
                    .kind = mutation.kind,
                    .verdict = judged.verdict,
                    .message = judged.message,
                    .cited = cites(*case_.scenario, mutation.requirement)});
  }

 private:
  const player::Case& case_;
  const language::Catalogue& catalogue_;
  Venue venue_;
  CaseWork& out_;
  transport::MemoryTarget target_;
  std::optional<receiver::Conduct> ground_;
};

// Some scenarios ask about what the reference does not offer unless it is told to: SEND.
Judged play_where_it_applies(Trial& trial, const std::vector<Mutation>& all) {
  Judged model = trial.play({});
  for (const Mutation& mutation : all) {
    if (model.verdict != Grade::skip) break;
    if (mutation.kind != Mutation::Kind::lawful || !mutation.decision) continue;
    Judged other = trial.play(mutation);
    if (other.verdict == Grade::skip) continue;
    trial.stand_on(mutation.behaviour.conduct);
    model = std::move(other);
  }
  return model;
}

CaseWork work(const player::Case& c, const language::Catalogue& catalogue, const std::vector<Mutation>& all) {
  CaseWork out{.proof = {.id = c.id(), .file = c.suite->file, .at = c.scenario->at}};
  std::vector<Venue> venues = venues_for(*c.scenario);
  Trial trial(c, catalogue, std::move(venues.front()), out);
  if (std::string why = trial.why_skipped(); !why.empty()) {
    out.proof.verdict = Grade::skip;
    out.proof.message = std::move(why);
    return out;
  }
  const Judged model = play_where_it_applies(trial, all);
  out.proof.verdict = model.verdict;
  out.proof.message = model.message;
  out.proof.worst_possible = worst_possible(*c.scenario, catalogue);
  const Judged lenient = trial.play({.behaviour = {.conduct = receiver::Conduct::lenient()}});
  for (const Mutation& mutation : all) {
    const auto& consulted = mutation.on_lenient ? lenient.consulted : model.consulted;
    if (!mutation.decision || consulted.test(*mutation.decision)) trial.try_out(mutation);
  }
  for (const Mutation& mutation : interferences(model.result)) trial.try_out(mutation);

  // Elsewhere only what was not consulted before makes a difference worth a play.
  receiver::DecisionSet consulted = model.consulted;
  for (auto venue = std::next(venues.begin()); venue != venues.end(); ++venue) {
    Trial elsewhere(c, catalogue, std::move(*venue), out);
    if (!elsewhere.why_skipped().empty()) continue;
    const Mutation nothing{.name = "the reference"};
    elsewhere.try_out(nothing);
    const receiver::DecisionSet news = elsewhere.play(nothing).consulted & ~consulted;
    consulted |= news;
    for (const Mutation& mutation : all) {
      if (mutation.decision && !mutation.on_lenient && news.test(*mutation.decision))
        elsewhere.try_out(mutation);
    }
  }
  return out;
}

std::vector<CaseWork> work_all(const std::vector<player::Case>& cases, const language::Catalogue& catalogue,
                               const std::vector<Mutation>& all, unsigned jobs) {
  std::vector<CaseWork> out(cases.size());
  std::atomic<std::size_t> next{0};
  const auto worker = [&] {
    for (std::size_t i = next++; i < cases.size(); i = next++) out[i] = work(cases[i], catalogue, all);
  };
  std::vector<std::jthread> threads;
  for (unsigned i = 1; i < jobs; ++i) threads.emplace_back(worker);
  worker();
  return out;
}

void add_untaken(const std::vector<player::Case>& cases, const std::vector<CaseWork>& done,
                 Certificate& out) {
  std::map<const language::Scenario*, std::set<Place>> taken;
  std::set<const language::Scenario*> played;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    taken[cases[i].scenario].insert(done[i].taken.begin(), done[i].taken.end());
    if (done[i].plays > 0) played.insert(cases[i].scenario);
  }
  const language::Scenario* last = nullptr;
  for (const player::Case& c : cases) {
    if (std::exchange(last, c.scenario) == c.scenario || !played.contains(c.scenario)) continue;
    for (const Row& row : rows(*c.scenario)) {
      if (!row.seen.empty() || taken[c.scenario].contains(place(row.at))) continue;
      out.untaken.push_back({c.scenario->id, c.suite->file, row.at, row.grade, row.text});
    }
  }
}

void add_deviations(const std::vector<Mutation>& all, const std::vector<CaseWork>& done, Certificate& out) {
  std::map<std::string, std::size_t> failed;
  std::set<std::string> noticed;
  for (const CaseWork& work : done) {
    noticed.insert(work.noticed.begin(), work.noticed.end());
    for (const Caught& caught : work.proof.caught) ++failed[caught.mutation];
  }
  for (const Mutation& mutation : all) {
    if (mutation.kind != Mutation::Kind::deviation) continue;
    if (mutation.on_lenient) continue;
    if (!noticed.contains(mutation.name) && !noticed.contains(mutation.name + " (lenient)"))
      out.uncaught.push_back(mutation.name);
    if (failed[mutation.name] * 10 > done.size()) out.blunt.push_back(mutation.name);
  }
}

}  // namespace

bool Certificate::is_proven() const {
  return untaken.empty() && std::all_of(cases.begin(), cases.end(), [](const CaseProof& proof) {
           return proof.is_skipped() || (proof.holds() && proof.can_fail() && proof.is_just());
         });
}

Certificate certify(const std::vector<std::shared_ptr<const language::Suite>>& suites,
                    const language::Catalogue& catalogue, unsigned jobs) {
  std::vector<player::Case> cases;
  for (const auto& suite : suites) {
    for (player::Case& c : player::cases(suite)) cases.push_back(std::move(c));
  }
  const std::vector<Mutation> all = mutations();
  std::vector<CaseWork> done = work_all(cases, catalogue, all, std::max(jobs, 1U));
  Certificate out;
  add_untaken(cases, done, out);
  add_deviations(all, done, out);
  for (CaseWork& one : done) {
    out.plays += one.plays;
    out.cases.push_back(std::move(one.proof));
  }
  return out;
}

}  // namespace smtpspec::run
