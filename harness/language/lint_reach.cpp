#include "harness/language/expectation.hpp"
#include "harness/language/lint_rules.hpp"

#include <algorithm>
#include <bitset>

namespace smtpspec::language::rules {
namespace {

using Codes = std::bitset<1000>;
constexpr std::size_t kShutdown = 421;

bool has_digit(std::uint16_t mask, std::size_t digit) { return (mask >> digit & 1U) != 0; }

// A class never stands for 421: only its own digits, or `any`, do.
bool names_shutdown(const CodePattern& code) {
  return code.any || (code.second == 1U << 2U && code.third == 1U << 1U && has_digit(code.first, 4));
}

Codes codes_of(const std::vector<CodePattern>& patterns) {
  Codes out;
  for (const CodePattern& code : patterns) {
    for (std::size_t i = 0; i < out.size(); ++i) {
      const bool matches = code.any || (has_digit(code.first, i / 100) &&
                                        has_digit(code.second, i / 10 % 10) && has_digit(code.third, i % 10));
      if (matches && (i != kShutdown || names_shutdown(code))) out.set(i);
    }
  }
  return out;
}

// Whether what meets `later` has always met one of the earlier expectations.
bool is_covered(const Expect& later, const std::vector<const Expect*>& earlier) {
  Codes left = codes_of(later.codes);
  for (const Expect* expect : earlier) {
    if (expect->kind != later.kind || has_modifiers(*expect)) continue;
    if (expect->kind != Expect::Kind::reply) return true;
    left &= ~codes_of(expect->codes);
  }
  return later.kind == Expect::Kind::reply && left.none();
}

void alternatives(const Expect* first, const std::vector<Alternative>& rows, Findings& out) {
  std::vector<const Expect*> earlier;
  if (first != nullptr) earlier.push_back(first);
  for (const Alternative& row : rows) {
    if (is_covered(row.expect, earlier)) {
      out.push_back({row.at, row.expect.text_of_source, "an alternative that is never reached",
                     "those above it take all that it would match"});
    }
    earlier.push_back(&row.expect);
  }
}

bool is_same(const SequenceItem& a, const SequenceItem& b) {
  return a.kind == b.kind && a.repeats == b.repeats && codes_of(a.codes) == codes_of(b.codes);
}

bool takes_all(const std::vector<SequenceItem>& sequence) {
  return sequence.size() == 2 && sequence[0].kind == SequenceItem::Kind::any_number &&
         sequence[1].kind == SequenceItem::Kind::maybe_close;
}

void outcome(const Outcome& step, Findings& out) {
  std::vector<const std::vector<SequenceItem>*> earlier;
  for (const OutcomeRow& row : step.rows) {
    const bool covered = std::all_of(row.sequences.begin(), row.sequences.end(), [&](const auto& sequence) {
      return std::any_of(earlier.begin(), earlier.end(), [&](const auto* above) {
        return takes_all(*above) ||
               std::equal(sequence.begin(), sequence.end(), above->begin(), above->end(), is_same);
      });
    });
    if (covered) {
      out.push_back({row.at, row.text_of_source, "an outcome that is never reached",
                     "the rows above it take all that it would match"});
    }
    for (const auto& sequence : row.sequences) earlier.push_back(&sequence);
  }
}

}  // namespace

void reach(const Scenario& scenario, Findings& out) {
  for (const Step& step : scenario.steps) {
    if (const auto* question = std::get_if<Question>(&step.what)) {
      alternatives(is_bare_any(question->expect) ? nullptr : &question->expect, question->alternatives, out);
    }
    if (const auto* handshake = std::get_if<TlsHandshake>(&step.what))
      alternatives(nullptr, handshake->alternatives, out);
    if (const auto* auth = std::get_if<Auth>(&step.what)) alternatives(nullptr, auth->alternatives, out);
    if (const auto* all = std::get_if<Outcome>(&step.what)) outcome(*all, out);
  }
}

}  // namespace smtpspec::language::rules
