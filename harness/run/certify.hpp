#pragma once

#include <memory>
#include <string>
#include <vector>

#include "harness/language/ast.hpp"
#include "harness/language/catalogue.hpp"
#include "harness/run/mutations.hpp"

/// The proof that scenarios are worth their name: each passes on the reference receiver, can fail, and has no
/// row that nothing takes.
namespace smtpspec::run {

/// A mutation that made a case fail (or a risk).
struct Caught {
  std::string mutation;
  Mutation::Kind kind = Mutation::Kind::deviation;
  player::Grade verdict = player::Grade::fail;
  std::string message;
  bool cited = false;  ///< the scenario checks or cites the requirement of the decision that was changed
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
  std::vector<Caught> accused;  ///< lawful conduct that was called a fail or a risk: the worst of mistakes

  bool is_skipped() const { return verdict == player::Grade::skip; }
  /// Pass, or a note that the scenario gives itself.
  bool holds() const { return verdict <= player::Grade::note; }
  /// A case that has no failure to give shows its worst grade instead.
  bool can_fail() const {
    return !caught.empty() || (worst_possible < player::Grade::risk && worst_given >= worst_possible);
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
  std::vector<std::string> uncaught;  ///< deviations that no case, and no general check, noticed
  std::vector<std::string> blunt;     ///< deviations that fail more than a tenth of the cases
  std::uint64_t plays = 0;

  /// Every case holds and can fail, and every row is taken.
  bool is_proven() const;
};

/// Plays every case against every mutation that can make a difference to it. `jobs` threads.
Certificate certify(const std::vector<std::shared_ptr<const language::Suite>>& suites,
                    const language::Catalogue& catalogue, unsigned jobs);

}  // namespace smtpspec::run
