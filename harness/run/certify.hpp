#pragma once

#include "harness/language/ast.hpp"
#include "harness/language/catalogue.hpp"
#include "harness/run/mutations.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

/// The proof that scenarios are worth their name: each passes on the reference receiver, can fail, and has no
/// row that nothing takes.
namespace smtpspec::run {

/// A mutation that made a case fail (or a risk).
struct Caught {
  std::string mutation;
  Mutation::Kind kind = Mutation::Kind::deviation;
  player::Grade verdict = player::Grade::fail;
  std::string message;
  bool cited = false;  ///< the scenario checks or cites a requirement that this breaks
};

struct CaseProof {
  std::string id;
  std::string file;
  language::Position at;
  player::Grade verdict = player::Grade::pass;  ///< on the model as it is
  std::string message;
  std::vector<Caught> caught;
  player::Grade worst_possible = player::Grade::fail;  ///< that the scenario can give for its requirement
  player::Grade worst_given = player::Grade::pass;     ///< by any mutation
  /// Given under a deviation, fault or lawful variant of one of its own requirements.
  player::Grade worst_of_its_own = player::Grade::pass;
  std::vector<Caught> accused;  ///< lawful conduct that was called a fail or a risk: the worst of mistakes

  bool is_skipped() const { return verdict == player::Grade::skip; }
  /// Pass, or a note that the scenario gives itself.
  bool holds() const { return verdict <= player::Grade::note; }
  /// It has a fail or a risk to give.
  bool convicts() const { return is_breach(worst_possible); }
  /// Whoever breaks a requirement of the case is convicted; a case that convicts nobody shows its worst
  /// grade.
  bool can_fail() const { return convicts() ? is_breach(worst_of_its_own) : worst_given >= worst_possible; }
  /// The worst that it can give, it gives for a deviation or lawful variant of its own requirement.
  bool is_shown_by_its_own() const {
    return worst_of_its_own >= std::min(worst_possible, player::Grade::risk);
  }
  bool is_just() const { return accused.empty(); }
};

/// A row of a scenario that no model took, in any of its cases.
struct UntakenRow {
  std::string scenario;
  std::string file;
  language::Position at;
  player::Grade grade = player::Grade::pass;
  std::string source;
};

struct Certificate {
  std::vector<CaseProof> cases;
  std::vector<UntakenRow> untaken;
  std::vector<std::string> uncaught;        ///< deviations that no case, and no general check, noticed
  std::vector<std::string> blunt;           ///< deviations that fail more than a tenth of the cases
  std::vector<std::string> beyond_control;  ///< deviations that let no message through, see control.hpp
  std::uint64_t plays = 0;

  /// Every case holds and can fail, every row is taken, every deviation is noticed, and keeps to what it
  /// breaks.
  bool is_proven() const;
};

/// Plays every case against every mutation that can make a difference to it. `jobs` threads.
Certificate certify(const std::vector<std::shared_ptr<const language::Suite>>& suites,
                    const language::Catalogue& catalogue, unsigned jobs);

}  // namespace smtpspec::run
