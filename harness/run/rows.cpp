#include "harness/run/rows.hpp"

namespace smtpspec::run {
namespace {

using language::Grade;

class Rows {
 public:
  std::vector<Row> out;

  void operator()(const language::Question& question) {
    add(question.expect.at, Grade::pass, question.expect.text_of_source, {});
    add(question.alternatives);
  }
  void operator()(const language::Outcome& outcome) {
    for (const language::OutcomeRow& row : outcome.rows) add(row.at, row.grade, row.text_of_source, row.seen);
  }
  void operator()(const language::TlsHandshake& handshake) { add(handshake.alternatives); }
  void operator()(const language::Auth& auth) { add(auth.alternatives); }
  void operator()(const language::Delivered& delivered) {
    for (const language::DeliveredRow& row : delivered.rows)
      add(row.at, row.grade, "delivered " + std::to_string(row.claim.count), row.seen);
  }
  template <class Other>
  void operator()(const Other&) {}

 private:
  void add(language::Position at, Grade grade, const std::string& text, const std::string& seen) {
    if (grade == Grade::skip || grade == Grade::blocked) return;
    out.push_back({at, grade, text, seen});
  }
  void add(const std::vector<language::Alternative>& alternatives) {
    for (const language::Alternative& one : alternatives)
      add(one.at, one.grade, one.expect.text_of_source, one.seen);
  }
};

}  // namespace

std::vector<Row> rows(const language::Scenario& scenario) {
  Rows all;
  for (const language::Step& step : scenario.steps) std::visit(all, step.what);
  return std::move(all.out);
}

}  // namespace smtpspec::run
