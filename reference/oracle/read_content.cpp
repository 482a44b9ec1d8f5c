#include "reference/oracle/hypothesis.hpp"
#include "reference/receiver/decisions.hpp"
#include "reference/receiver/reading_rules.hpp"

#include <algorithm>

/// What stands behind 354, and where a receiver may take it to end.
namespace smtpspec::oracle {

using receiver::DecisionId;
using receiver::Mode;
using receiver::operator""_decision;
using receiver::Permitted;
using receiver::Ruling;
using receiver::Standing;

namespace {

syntax::ContentRules conforming_rules(const receiver::Session& session) {
  syntax::ContentRules rules;
  if (session.site->max_size != 0) rules.size_limit = session.site->max_size;
  return rules;
}

syntax::ContentRules lookalike_rules(const receiver::Session& session,
                                     std::span<const receiver::Lookalike> ends) {
  syntax::ContentRules rules = conforming_rules(session);
  for (const receiver::Lookalike& lookalike : ends) {
    rules.set_dot(lookalike.before, lookalike.after, syntax::DotIs::end);
  }
  return rules;
}

/// The lookalike that ends `octets`, behind what `reader` has read.
std::optional<DecisionId> lookalike_at_end(const syntax::ContentReader& reader,
                                           const receiver::Session& session, std::string_view octets,
                                           std::size_t length) {
  for (const receiver::Lookalike& lookalike : receiver::lookalikes()) {
    syntax::ContentReader copy = reader;
    std::string_view input = octets;
    std::string dropped;
    const auto status = copy.read(input, lookalike_rules(session, {&lookalike, 1}), dropped);
    if (status == syntax::ContentStatus::end && octets.size() - input.size() == length)
      return lookalike.decision;
  }
  return std::nullopt;
}

}  // namespace

void put_storing(Ruling& ruling) {
  const auto permitted = ruling.permitted();
  const auto takes = [](const Permitted& one) { return !one.refuses() && one.standing <= Standing::warn; };
  if (std::none_of(permitted.begin(), permitted.end(), takes)) return;
  ruling.put("store-failed"_decision);
  ruling.put("store-refused"_decision);
}

void Hypothesis::read_content(std::string_view input, std::vector<Hypothesis>& forks) {
  std::string dropped;
  while (!input.empty()) {
    // Up to whatever any receiver takes for an end.
    syntax::ContentReader any = content;
    std::string_view behind = input;
    const auto any_status = any.read(behind, lookalike_rules(session, receiver::lookalikes()), dropped);
    std::size_t length = input.size() - behind.size();
    dropped.clear();
    const syntax::ContentReader before = content;
    std::string_view rest = input.substr(0, length);
    const auto status = content.read(rest, conforming_rules(session), dropped);
    dropped.clear();
    at += length - rest.size();
    if (status == syntax::ContentStatus::end) {
      end_content(forks);
      return;
    }
    if (any_status == syntax::ContentStatus::end) {
      if (const auto decision = lookalike_at_end(before, session, input, length)) {
        Hypothesis other = *this;
        other.assume(*decision, "ends");
        other.end_content(forks);
        forks.push_back(std::move(other));
      }
    }
    input = behind;
    if (length == 0) {
      // The lookalike was told by the octet behind it: go on with that.
      rest = input.substr(0, 1);
      content.read(rest, conforming_rules(session), dropped);
      input.remove_prefix(1);
      ++at;
    }
  }
}

void Hypothesis::end_content(std::vector<Hypothesis>& forks) {
  if (std::exchange(content_answered, false)) {
    Ruling asked;
    session.end_data(false, asked);
    session.mode = Mode::command;
    content = {};
    return;
  }
  Pending next{.kind = Pending::Kind::end_of_data, .line = "."};
  session.consider_end_of_data(content, next.ruling);
  put_storing(next.ruling);
  session.mode = Mode::command;
  expect(std::move(next), forks);
}

}  // namespace smtpspec::oracle
