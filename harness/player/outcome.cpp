#include "harness/player/outcome.hpp"

#include <algorithm>

namespace smtpspec::player {
namespace {

using language::Outcome;
using language::OutcomeRow;

constexpr int kClosing = 421;

const OutcomeRow* first_match(const Outcome& outcome, const Answers& answers) {
  const auto row = std::find_if(outcome.rows.begin(), outcome.rows.end(),
                                [&](const OutcomeRow& one) { return matches(one, answers); });
  return row == outcome.rows.end() ? nullptr : &*row;
}

bool could_become_lawful(const Outcome& outcome, const std::vector<int>& codes) {
  return std::any_of(outcome.rows.begin(), outcome.rows.end(),
                     [&](const OutcomeRow& row) { return !is_breach(row.grade) && begins(row, codes); });
}

bool contains(const std::vector<int>& codes, int code) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

std::optional<Graded> excuse(const Outcome& outcome, const Answers& answers, bool close_is_listed) {
  if (contains(answers.codes, 0)) return Graded{Grade::blocked, "no reply that can be read"};
  std::vector<int> codes = answers.codes;
  const bool gave_up = !codes.empty() && codes.back() == kClosing;
  if (gave_up) codes.pop_back();
  if (gave_up && could_become_lawful(outcome, codes))
    return Graded{Grade::blocked, "the server gave the connection up"};
  const bool was_cut = answers.closed && !close_is_listed;
  if (was_cut && could_become_lawful(outcome, codes))
    return Graded{Grade::blocked, "closed before all was answered"};
  return std::nullopt;
}

}  // namespace

OutcomeVerdict judge_outcome(const Outcome& outcome, const Answers& answers,
                             const language::Requirement* requirement) {
  const OutcomeRow* row = first_match(outcome, answers);
  if (row != nullptr && !is_breach(row->grade)) return {row, {}};
  if (const auto excused = excuse(outcome, answers, row != nullptr)) return {nullptr, *excused};
  // More was answered than any lawful row lists: a close behind it excuses nothing.
  if (row == nullptr && answers.closed) row = first_match(outcome, {.codes = answers.codes});
  if (row != nullptr) return {row, {}};
  if (contains(answers.codes, kClosing))
    return {nullptr, {Grade::blocked, "the server gave the connection up"}};
  if (answers.closed) return {nullptr, {Grade::blocked, "closed before all was answered"}};
  return {nullptr, {grade_of(requirement, Breach::accepts), "no row lists this"}};
}

}  // namespace smtpspec::player
