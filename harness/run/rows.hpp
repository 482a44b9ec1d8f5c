#pragma once

#include "harness/language/ast.hpp"

#include <string>
#include <vector>

namespace smtpspec::run {

/// Something in a scenario that gives a grade: a question's own expectation, an alternative, a row.
struct Row {
  language::Position at;
  language::Grade grade = language::Grade::pass;
  std::string text;
  std::string seen;  ///< where it was seen, if no model behaves so
};

/// In the order of the file. Rows graded skip or blocked say that nothing can be said, and are left out.
std::vector<Row> rows(const language::Scenario& scenario);

}  // namespace smtpspec::run
