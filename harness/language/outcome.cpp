#include "harness/language/outcome.hpp"

#include "harness/language/expect.hpp"
#include "harness/language/suggest.hpp"
#include "harness/language/template.hpp"

#include <array>

namespace smtpspec::language {
namespace {

struct FenceWord {
  std::string_view word;
  Outcome::Fence fence;
};
constexpr std::array<FenceWord, 4> kFences = {{{"fence", Outcome::Fence::quit},
                                               {"QUIT", Outcome::Fence::quit},
                                               {"NOOP", Outcome::Fence::noop},
                                               {"close", Outcome::Fence::close}}};

struct ItemWord {
  std::string_view word;
  SequenceItem::Kind kind;
};
constexpr std::array<ItemWord, 4> kItems = {{{"any...", SequenceItem::Kind::any_number},
                                             {"close", SequenceItem::Kind::close},
                                             {"close?", SequenceItem::Kind::maybe_close},
                                             {"none", SequenceItem::Kind::none}}};

SequenceItem read_item(Line& line) {
  const Position at = line.next_at();
  std::string_view word = line.word("what is answered");
  for (const ItemWord& item : kItems) {
    if (word == item.word) return {.kind = item.kind, .codes = {}, .repeats = false};
  }
  if (word == "|") {
    line.fail(at, 1, "'|' between sequences", "a slash separates whole sequences: 250 / [45]yz close?");
    return {};
  }
  constexpr std::string_view kRepeats = "...";
  SequenceItem out{.kind = SequenceItem::Kind::codes, .codes = {}, .repeats = word.ends_with(kRepeats)};
  if (out.repeats) word.remove_suffix(kRepeats.size());
  if (!line.failed()) out.codes = read_codes(line, word, at);
  return out;
}

std::vector<SequenceItem> read_sequence(Line& line) {
  std::vector<SequenceItem> out;
  bool closed = false;
  do {
    const Position at = line.next_at();
    const std::size_t length = line.peek().size();
    out.push_back(read_item(line));
    const auto kind = out.back().kind;
    if (closed) line.fail(at, length, "nothing can follow a close");
    if (kind == SequenceItem::Kind::none && out.size() > 1)
      line.fail(at, length, "'none' stands alone in its sequence");
    closed = kind == SequenceItem::Kind::close || kind == SequenceItem::Kind::maybe_close ||
             kind == SequenceItem::Kind::none;
  } while (line.more() && line.peek() != "/" && line.peek() != "cites" && line.peek() != "seen");
  return out;
}

}  // namespace

Outcome read_outcome(Line& line) {
  Outcome out;
  if (line.take("after")) out.after = line.number("how many replies are due");
  out.settled = line.take("settled") || out.after == 0;
  if (!line.take("until")) {
    line.fail(line.next_at(), line.peek().size(), "expected 'until' and a fence", "outcome until fence");
    return out;
  }
  const Position at = line.next_at();
  const std::string_view word = line.word("a fence");
  for (const FenceWord& fence : kFences) {
    if (word != fence.word) continue;
    out.fence = fence.fence;
    line.end();
    return out;
  }
  line.fail(at, word.size(), "'" + std::string(word) + "' is not a fence", "fence, QUIT, NOOP or close");
  return out;
}

OutcomeRow read_outcome_row(Line& line) {
  OutcomeRow out;
  out.at = line.next_at();
  out.grade = read_grade(line);
  out.label = read_plain_string(line, "the label of the outcome");
  const Position start = line.next_at();
  do {
    out.sequences.push_back(read_sequence(line));
  } while (line.take("/"));
  out.text_of_source = line.since(start);
  if (line.take("cites")) out.cites = read_requirement(line);
  out.seen = read_seen(line);
  line.end();
  return out;
}

}  // namespace smtpspec::language
