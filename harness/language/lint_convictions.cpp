#include "harness/language/lint_rules.hpp"

#include <algorithm>

namespace smtpspec::language::rules {
namespace {

constexpr std::uint16_t kRefusals = (1U << 4U) | (1U << 5U);

bool is_refusal(const Expect& expect) {
  if (expect.kind != Expect::Kind::reply)
    return expect.kind != Expect::Kind::tls_done && expect.kind != Expect::Kind::auth_done;
  return std::all_of(expect.codes.begin(), expect.codes.end(),
                     [](const CodePattern& code) { return !code.any && (code.first & ~kRefusals) == 0; });
}

// Why a row cannot carry a conviction at all; empty if it can.
std::string why_not(const Requirement& row) {
  if (row.text == "advice") return "is our advice: the grade is risk";
  if (!words_can_convict(row)) return "has words that cannot carry it (" + row.text + "): at most warn";
  const bool absolute = row.level == Level::must || row.level == Level::must_not || row.level == Level::table;
  return absolute ? std::string{} : "is a " + std::string(name(row.level)) + ": at most warn";
}

class Convictions {
 public:
  Convictions(const Scenario& scenario, const Catalogue& catalogue, Findings& out)
      : scenario_(scenario),
        catalogue_(catalogue),
        out_(out) {}

  void row(Grade grade, const std::string& cites, Position at, bool refusal) {
    if (grade != Grade::fail) return;
    const std::string id = !cites.empty()             ? cites
                           : scenario_.checks.empty() ? std::string{}
                                                      : scenario_.checks.front();
    const auto found = catalogue_.find(id);
    if (found == catalogue_.end()) return;  // said already
    if (const std::string why = why_not(found->second); !why.empty()) {
      out_.push_back({at, "fail", "'fail' cannot stand here: " + id + " " + why,
                      "or let the alternative cite a MUST of its own"});
    } else if (found->second.level == Level::table && !refusal) {
      out_.push_back(
          {at, "fail", "'fail' cannot stand here: " + id + " is said by the grammar or a table",
           "that convicts a server that refuses what is valid; accepting what is invalid is warn, or risk"});
    }
  }

  void alternatives(const std::vector<Alternative>& rows) {
    for (const Alternative& alternative : rows) {
      row(alternative.grade, alternative.cites, alternative.at, is_refusal(alternative.expect));
    }
  }

 private:
  const Scenario& scenario_;
  const Catalogue& catalogue_;
  Findings& out_;
};

}  // namespace

void convictions(const Scenario& scenario, const Catalogue& catalogue, Findings& out) {
  Convictions check(scenario, catalogue, out);
  for (const Step& step : scenario.steps) {
    if (const auto* question = std::get_if<Question>(&step.what)) check.alternatives(question->alternatives);
    if (const auto* handshake = std::get_if<TlsHandshake>(&step.what))
      check.alternatives(handshake->alternatives);
    if (const auto* auth = std::get_if<Auth>(&step.what)) check.alternatives(auth->alternatives);
    // What a whole sequence or a delivered message means for a table cannot be told from its codes.
    if (const auto* outcome = std::get_if<Outcome>(&step.what)) {
      for (const OutcomeRow& row : outcome->rows) check.row(row.grade, row.cites, row.at, true);
    }
    if (const auto* delivered = std::get_if<Delivered>(&step.what)) {
      for (const DeliveredRow& row : delivered->rows) check.row(row.grade, {}, row.at, true);
    }
  }
}

}  // namespace smtpspec::language::rules
