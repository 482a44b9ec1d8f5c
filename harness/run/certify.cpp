#include "harness/run/certify.hpp"

#include "harness/language/selection.hpp"
#include "harness/player/grading.hpp"
#include "harness/run/control.hpp"
#include "harness/run/rows.hpp"
#include "harness/run/trial.hpp"

#include <algorithm>
#include <atomic>
#include <iterator>
#include <map>
#include <set>
#include <thread>

namespace smtpspec::run {
namespace {

using player::Grade;

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

bool is_of_its_own(const language::Scenario& scenario, const Mutation& mutation) {
  const auto cited = language::requirements_of(scenario);
  return std::any_of(mutation.requirements.begin(), mutation.requirements.end(), [&](const auto& broken) {
    return std::find(cited.begin(), cited.end(), broken) != cited.end();
  });
}

/// A receiver that takes everybody never meets a question about unknown users: the preflight saw it.
bool is_excused(const language::Scenario& scenario, const Mutation& mutation) {
  const bool takes = mutation.name == "unknown-user=taken" || mutation.name == "unknown-user=catch-all";
  return takes && std::find(scenario.needs.begin(), scenario.needs.end(), "unknown-user-check") !=
                      scenario.needs.end();
}

/// One case while it is being proven.
class Proving {
 public:
  Proving(const player::Case& c, const language::Catalogue& catalogue, const std::vector<Mutation>& all)
      : case_(c),
        catalogue_(catalogue),
        all_(all) {}

  CaseWork work() {
    CaseProof& proof = out_.proof;
    proof.id = case_.id();
    proof.file = case_.suite->file;
    proof.at = case_.scenario->at;
    std::vector<Venue> venues = venues_for(*case_.scenario);
    Trial first(case_, catalogue_, std::move(venues.front()));
    if (std::string why = first.why_skipped(); !why.empty()) {
      proof.verdict = Grade::skip;
      proof.message = std::move(why);
      return std::move(out_);
    }
    const Judged model = play_where_it_applies(first);
    proof.verdict = model.verdict;
    proof.message = model.message;
    proof.worst_possible = worst_possible(*case_.scenario, catalogue_);
    on_the_first(first, model);
    elsewhere(venues, model.consulted);
    return std::move(out_);
  }

 private:
  const player::Case& case_;
  const language::Catalogue& catalogue_;
  const std::vector<Mutation>& all_;
  CaseWork out_;

  Judged play(Trial& trial, const Mutation& mutation) {
    ++out_.plays;
    Judged judged = trial.play(mutation);
    out_.taken.insert(judged.taken.begin(), judged.taken.end());
    return judged;
  }

  void try_out(Trial& trial, const Mutation& mutation) {
    if (is_excused(*case_.scenario, mutation)) return;
    const Judged judged = play(trial, mutation);
    CaseProof& proof = out_.proof;
    const bool own = is_of_its_own(*case_.scenario, mutation);
    if (is_evidence(judged.verdict)) proof.worst_given = std::max(proof.worst_given, judged.verdict);
    if (own && is_evidence(judged.verdict))
      proof.worst_of_its_own = std::max(proof.worst_of_its_own, judged.verdict);
    if (judged.general_breach || is_breach(judged.verdict)) out_.noticed.insert(mutation.name);
    if (!is_breach(judged.verdict)) return;
    auto& list = mutation.kind == Mutation::Kind::lawful ? proof.accused : proof.caught;
    const std::string where = trial.venue().empty() ? "" : ", " + trial.venue();
    list.push_back({.mutation = mutation.name + where,
                    .kind = mutation.kind,
                    .verdict = judged.verdict,
                    .message = judged.message,
                    .cited = own});
  }

  // Some scenarios ask about what the reference does not offer unless it is told to: SEND.
  Judged play_where_it_applies(Trial& trial) {
    Judged model = play(trial, {});
    for (const Mutation& mutation : all_) {
      if (model.verdict != Grade::skip) break;
      if (mutation.kind != Mutation::Kind::lawful || !mutation.decision) continue;
      Judged other = play(trial, mutation);
      if (other.verdict == Grade::skip) continue;
      trial.stand_on(mutation.behaviour.conduct);
      model = std::move(other);
    }
    return model;
  }

  void on_the_first(Trial& trial, const Judged& model) {
    const Judged lenient = play(trial, {.behaviour = {.conduct = receiver::Conduct::lenient()}});
    for (const Mutation& mutation : all_) {
      const auto& consulted = mutation.on_lenient ? lenient.consulted : model.consulted;
      if (!mutation.decision || consulted.test(*mutation.decision)) try_out(trial, mutation);
    }
    for (const Mutation& mutation : interferences(model.result)) try_out(trial, mutation);
  }

  // Elsewhere only what was not consulted before makes a difference worth a play, and for a case that is not
  // proven yet, what is of its own.
  void elsewhere(std::vector<Venue>& venues, receiver::DecisionSet consulted) {
    for (auto venue = std::next(venues.begin()); venue != venues.end(); ++venue) {
      Trial trial(case_, catalogue_, std::move(*venue));
      if (!trial.why_skipped().empty()) continue;
      const Mutation nothing{.name = "the reference"};
      try_out(trial, nothing);
      const receiver::DecisionSet news = play(trial, nothing).consulted & ~consulted;
      consulted |= news;
      for (const Mutation& mutation : all_) {
        if (!mutation.decision || mutation.on_lenient) continue;
        const bool may_prove = !out_.proof.can_fail() && is_of_its_own(*case_.scenario, mutation);
        if (news.test(*mutation.decision) || may_prove) try_out(trial, mutation);
      }
    }
  }
};

std::vector<CaseWork> work_all(const std::vector<player::Case>& cases, const language::Catalogue& catalogue,
                               const std::vector<Mutation>& all, unsigned jobs) {
  std::vector<CaseWork> out(cases.size());
  std::atomic<std::size_t> next{0};
  const auto worker = [&] {
    for (std::size_t i = next++; i < cases.size(); i = next++)
      out[i] = Proving(cases[i], catalogue, all).work();
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
  return untaken.empty() && uncaught.empty() && beyond_control.empty() &&
         std::all_of(cases.begin(), cases.end(), [](const CaseProof& proof) {
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
  out.beyond_control = run::beyond_control(all, catalogue);
  for (CaseWork& one : done) {
    out.plays += one.plays;
    out.cases.push_back(std::move(one.proof));
  }
  return out;
}

}  // namespace smtpspec::run
