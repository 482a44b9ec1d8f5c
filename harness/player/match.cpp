#include "harness/player/match.hpp"

#include "harness/player/keywords.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <span>

namespace smtpspec::player {
namespace {

using language::CodePattern;
using language::Expect;
using language::Pattern;
using language::SequenceItem;
using reply::Reply;

constexpr int kClosing = 421;

std::uint16_t bit(int digit) { return static_cast<std::uint16_t>(1U << digit); }

// Replies are octets, not text: Latin-1 takes every octet for a character.
RE2::Options octets(bool ignore_case) {
  RE2::Options options;
  options.set_encoding(RE2::Options::EncodingLatin1);
  options.set_case_sensitive(!ignore_case);
  options.set_log_errors(false);
  return options;
}

bool found(const Pattern& pattern, std::string_view text, re2::StringPiece* group = nullptr) {
  const RE2 re(pattern.re, octets(pattern.ignore_case));
  const re2::StringPiece subject(text.data(), text.size());
  return group == nullptr ? RE2::PartialMatch(subject, re) : RE2::PartialMatch(subject, re, group);
}

std::string joined(const Reply& reply) {
  std::string out;
  for (const std::string& line : reply.lines) {
    if (&line != &reply.lines.front()) out += '\n';
    out += line;
  }
  return out;
}

// "5.1.x": digits, or x for any number.
bool matches_enhanced(std::string_view wanted, const Reply& reply) {
  const auto code = reply.enhanced();
  if (!code) return false;
  for (const unsigned number : {unsigned{code->klass}, unsigned{code->subject}, unsigned{code->detail}}) {
    const auto end = std::min(wanted.find('.'), wanted.size());
    const std::string_view part = wanted.substr(0, end);
    if (part != "x" && part != std::to_string(number)) return false;
    wanted.remove_prefix(std::min(end + 1, wanted.size()));
  }
  return true;
}

bool matches_lines(std::pair<std::uint32_t, std::uint32_t> range, const Reply& reply) {
  return reply.lines.size() >= range.first && reply.lines.size() <= range.second;
}

enum class Extent : std::uint8_t { whole, beginning };

class SequenceMatch {
 public:
  SequenceMatch(std::span<const SequenceItem> items, const Answers& answers, Extent extent)
      : items_(items),
        answers_(answers),
        extent_(extent) {}

  bool from(std::size_t item, std::size_t reply, bool closed) const {
    if (extent_ == Extent::beginning && reply == answers_.codes.size()) return true;
    if (item == items_.size()) return reply == answers_.codes.size() && closed == answers_.closed;
    const SequenceItem& wanted = items_[item];
    switch (wanted.kind) {
      case SequenceItem::Kind::none:
        return answers_.codes.empty() && from(item + 1, reply, closed);
      case SequenceItem::Kind::close:
        return !closed && from(item + 1, reply, true);
      case SequenceItem::Kind::maybe_close:
        return from(item + 1, reply, closed) || (!closed && from(item + 1, reply, true));
      case SequenceItem::Kind::any_number:
        for (std::size_t next = reply; next <= answers_.codes.size(); ++next) {
          if (from(item + 1, next, closed)) return true;
        }
        return false;
      case SequenceItem::Kind::codes:
        return codes(wanted, item, reply, closed);
    }
    return false;
  }

 private:
  std::span<const SequenceItem> items_;
  const Answers& answers_;
  Extent extent_;

  bool codes(const SequenceItem& wanted, std::size_t item, std::size_t reply, bool closed) const {
    for (; reply < answers_.codes.size() && matches_any(wanted.codes, answers_.codes[reply]); ++reply) {
      if (from(item + 1, reply + 1, closed)) return true;
      if (!wanted.repeats) return false;
    }
    return false;
  }
};

bool matches_one(const language::OutcomeRow& row, const Answers& answers, Extent extent) {
  return std::any_of(row.sequences.begin(), row.sequences.end(),
                     [&](const std::vector<SequenceItem>& sequence) {
                       return SequenceMatch(sequence, answers, extent).from(0, 0, false);
                     });
}

}  // namespace

bool matches(const Pattern& pattern, std::string_view octets) { return found(pattern, octets); }

bool matches(const CodePattern& pattern, int code) {
  if (pattern.any) return true;
  if (code < 100 || code > 999) return false;
  if (code == kClosing && (pattern.second != bit(2) || pattern.third != bit(1))) return false;
  return (pattern.first & bit(code / 100)) != 0 && (pattern.second & bit(code / 10 % 10)) != 0 &&
         (pattern.third & bit(code % 10)) != 0;
}

bool matches_by_class_only(const std::vector<CodePattern>& patterns, int code) {
  return std::none_of(patterns.begin(), patterns.end(), [&](const CodePattern& pattern) {
    return pattern.second == bit(code / 10 % 10) && pattern.third == bit(code % 10) && matches(pattern, code);
  });
}

bool matches_any(const std::vector<CodePattern>& patterns, int code) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const CodePattern& pattern) { return matches(pattern, code); });
}

bool matches(const Expect& expect, const Reply& reply) {
  if (expect.kind != Expect::Kind::reply || !matches_any(expect.codes, reply.code)) return false;
  if (expect.text && !found(*expect.text, joined(reply))) return false;
  if (!expect.enhanced.empty() && !matches_enhanced(expect.enhanced, reply)) return false;
  if (expect.lines && !matches_lines(*expect.lines, reply)) return false;
  if (!expect.has.empty() || !expect.lacks.empty()) {
    const Keywords keywords(reply);
    const auto announced = [&](const std::string& keyword) { return keywords.has(keyword); };
    if (!std::all_of(expect.has.begin(), expect.has.end(), announced)) return false;
    if (std::any_of(expect.lacks.begin(), expect.lacks.end(), announced)) return false;
  }
  return captures(expect, reply).size() == expect.captures.size();
}

bool matches_line(const Expect& expect, std::string_view line) {
  return expect.line && found(*expect.line, line);
}

std::vector<std::pair<std::string, std::string>> captures(const Expect& expect, const Reply& reply) {
  std::vector<std::pair<std::string, std::string>> out;
  if (expect.captures.empty()) return out;
  const std::string text = joined(reply);
  for (const language::Capture& capture : expect.captures) {
    re2::StringPiece group;
    if (found(capture.pattern, text, &group))
      out.emplace_back(capture.name, std::string(group.data(), group.size()));
  }
  return out;
}

bool matches(const language::OutcomeRow& row, const Answers& answers) {
  return matches_one(row, answers, Extent::whole);
}

bool begins(const language::OutcomeRow& row, const std::vector<int>& codes) {
  return matches_one(row, {.codes = codes}, Extent::beginning);
}

}  // namespace smtpspec::player
