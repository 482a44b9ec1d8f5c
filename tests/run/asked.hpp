#pragma once

#include "harness/run/run.hpp"
#include "reference/server/server.hpp"

#include <string>
#include <vector>

namespace smtpspec::tests {

/// The reference server, on a free port, until it goes out of scope.
class Reference {
 public:
  explicit Reference(server::ServerOptions options = {});
  /// What a user would say of it.
  run::Options options() const;

 private:
  server::Server server_;
};

/// The cases of the corpus whose scenario, group or requirement is one of these.
run::Assignment assignment(run::Options options, const std::vector<std::string>& selectors);

/// Runs them, and says nothing while it does.
run::Conclusion ask(run::Options options, const std::vector<std::string>& selectors);

/// The result of one case; a failure of the test where there is none.
reports::CaseResult result_of(const run::Conclusion& conclusion, const std::string& id);

/// Ids of the cases with this verdict.
std::vector<std::string> with(const run::Conclusion& conclusion, reports::Verdict verdict);

}  // namespace smtpspec::tests
