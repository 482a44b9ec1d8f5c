#include "harness/language/expect.hpp"

#include "harness/language/ascii.hpp"
#include "harness/language/pattern.hpp"
#include "harness/language/suggest.hpp"
#include "harness/language/template.hpp"
#include "harness/language/words.hpp"

#include <algorithm>
#include <limits>

namespace smtpspec::language {
namespace {

constexpr std::array<std::string_view, 7> kModifiers = {"text",  "enhanced", "lines", "has",
                                                        "lacks", "capture",  "line"};
constexpr std::array<std::string_view, 10> kBehindExpect = {"text",    "enhanced", "lines", "has",  "lacks",
                                                            "capture", "line",     "cites", "seen", "->"};

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

constexpr std::uint16_t kAllDigits = 0x3ff;
constexpr std::uint16_t kReplyClasses = 0x3e;  // 1 to 5

// One of a code's three places: a digit, [digits], or the letter that stands for any (RFC 5321 §4.2.1 writes
// x, y, z).
std::uint16_t place(std::string_view& word, char any_letter, std::uint16_t any) {
  if (word.empty()) return 0;
  std::uint16_t mask = 0;
  const auto bit = [](char c) { return static_cast<std::uint16_t>(1U << static_cast<unsigned>(c - '0')); };
  std::size_t used = 1;
  if (word.front() == any_letter) {
    mask = any;
  } else if (is_digit(word.front())) {
    mask = bit(word.front());
  } else if (word.front() == '[') {
    while (used < word.size() && is_digit(word[used]))
      mask = static_cast<std::uint16_t>(mask | bit(word[used++]));
    if (used == word.size() || word[used] != ']') return 0;
    ++used;
  }
  word.remove_prefix(used);
  return mask;
}

std::optional<CodePattern> code(std::string_view word) {
  CodePattern out{.text = std::string(word)};
  if (word == "any") {
    out.any = true;
    out.first = out.second = out.third = kAllDigits;
    return out;
  }
  out.first = place(word, 'x', kReplyClasses);
  out.second = place(word, 'y', kAllDigits);
  out.third = place(word, 'z', kAllDigits);
  const bool in_range = (out.first & ~kReplyClasses) == 0;
  if (out.first == 0 || out.second == 0 || out.third == 0 || !word.empty() || !in_range) return std::nullopt;
  return out;
}

std::string read_enhanced(Line& line) {
  const Position at = line.next_at();
  const std::string_view word = line.word("an enhanced code such as 5.1.x");
  int dots = 0;
  bool well_formed = !word.empty() && word.front() != '.' && word.back() != '.';
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (word[i] == '.') {
      ++dots;
      well_formed = well_formed && word[i - 1] != '.';
    } else {
      well_formed = well_formed && (is_digit(word[i]) || word[i] == 'x');
    }
  }
  if (!line.failed() && (!well_formed || dots != 2)) {
    line.fail(at, word.size(), "'" + std::string(word) + "' is not an enhanced code",
              "digits or x: 5.1.1, 4.x.x");
  }
  return std::string(word);
}

std::pair<std::uint32_t, std::uint32_t> read_line_count(Line& line) {
  const Position at = line.next_at();
  const std::string_view word = line.word("how many lines");
  const std::size_t dots = word.find("..");
  Line low(word.substr(0, dots), at.line);
  const std::uint32_t least = low.number("a number");
  std::uint32_t most = least;
  bool wrong = low.failed();
  if (dots != std::string_view::npos) {
    Line high(word.substr(dots + 2), at.line);
    most = high.more() ? high.number("a number") : std::numeric_limits<std::uint32_t>::max();
    wrong = wrong || high.failed() || most < least;
  }
  if (wrong)
    line.fail(at, word.size(), "'" + std::string(word) + "' is not a number of lines",
              "lines 2, lines 2.. or lines 1..3");
  return {least, most};
}

// EHLO keywords are written in capitals, so that they cannot be taken for a word of the language.
bool is_keyword(std::string_view word) {
  const std::string_view keyword = word.substr(0, word.find('='));
  return !keyword.empty() && std::any_of(keyword.begin(), keyword.end(), is_upper) &&
         std::all_of(keyword.begin(), keyword.end(),
                     [](char c) { return is_upper(c) || is_digit(c) || c == '-'; });
}

void read_keywords(Line& line, std::vector<std::string>& out) {
  const Position at = line.next_at();
  const std::size_t before = out.size();
  while (is_keyword(line.peek())) out.emplace_back(line.word("a keyword"));
  if (out.size() == before) {
    line.fail(at, line.peek().size(), "expected an EHLO keyword",
              "in capitals: SIZE, 8BITMIME or AUTH=PLAIN");
  }
}

void read_modifier(Line& line, Expect& expect) {
  const Position at = line.next_at();
  const std::string_view word = line.word("a modifier");
  if (word == "text") {
    expect.text = read_pattern(line);
  } else if (word == "enhanced") {
    expect.enhanced = read_enhanced(line);
  } else if (word == "lines") {
    expect.lines = read_line_count(line);
  } else if (word == "has") {
    read_keywords(line, expect.has);
  } else if (word == "lacks") {
    read_keywords(line, expect.lacks);
  } else if (word == "line") {
    expect.line = read_pattern(line);
  } else if (word == "capture") {
    const Position name_at = line.next_at();
    const std::string_view name = line.word("the name of the capture");
    if (!line.failed() && !is_name(name)) {
      line.fail(name_at, name.size(), "'" + std::string(name) + "' cannot be the name of a variable");
    }
    expect.captures.push_back({.name = std::string(name), .pattern = read_pattern(line, 1)});
  } else {
    const std::string near = suggest(word, kBehindExpect);
    line.fail(at, word.size(), "unknown word '" + std::string(word) + "' behind an expectation",
              near.empty() ? "a modifier is " + one_of(kModifiers) : near);
  }
}

struct Outcomes {
  std::string_view word;
  Expect::Kind handshake;
  Expect::Kind auth;
};
constexpr std::array<Outcomes, 2> kOutcomes = {
    {{"done", Expect::Kind::tls_done, Expect::Kind::auth_done},
     {"failed", Expect::Kind::tls_failed, Expect::Kind::auth_failed}}};

void read_kind(Line& line, Expecting expecting, Expect& out) {
  const Position at = line.next_at();
  const std::string_view word =
      line.word(expecting == Expecting::handshake ? "done or failed" : "a reply code");
  if (line.failed()) return;
  for (const Outcomes& outcome : kOutcomes) {
    if (word != outcome.word || expecting == Expecting::reply) continue;
    out.kind = expecting == Expecting::auth ? outcome.auth : outcome.handshake;
    return;
  }
  if (expecting == Expecting::handshake) {
    line.fail(at, word.size(), "expected done or failed, found '" + std::string(word) + "'",
              "a handshake gets no reply code");
  } else if (word == "close") {
    out.kind = Expect::Kind::close;
  } else if (word == "silence") {
    out.kind = Expect::Kind::silence;
  } else if (word == "line") {
    out.kind = Expect::Kind::line;
    out.line = read_pattern(line);
  } else {
    out.codes = read_codes(line, word, at);
  }
}

}  // namespace

std::vector<CodePattern> read_codes(Line& line, std::string_view word, Position at) {
  std::vector<CodePattern> out;
  for (std::size_t start = 0; start <= word.size();) {
    const std::size_t bar = std::min(word.find('|', start), word.size());
    const std::string_view one = word.substr(start, bar - start);
    if (auto pattern = code(one)) {
      out.push_back(std::move(*pattern));
    } else {
      static constexpr std::array<std::string_view, 3> kOthers = {"any", "close", "silence"};
      const std::string near = suggest(one, kOthers);
      line.fail(
          {at.line, at.column + static_cast<std::uint32_t>(start)}, one.size(),
          "'" + std::string(one) + "' is not a reply code",
          near.empty() ? "three digits, a class (5yz), a choice ([45]yz, 250|251), any or close" : near);
      return {};
    }
    start = bar + 1;
  }
  return out;
}

Expect read_expect(Line& line, Expecting expecting) {
  Expect out;
  out.at = line.next_at();
  read_kind(line, expecting, out);
  while (line.more() && !line.at_string() && line.peek() != "cites" && line.peek() != "seen" &&
         line.peek() != "->") {
    const Position at = line.next_at();
    const std::size_t length = line.peek().size();
    read_modifier(line, out);
    if (out.kind != Expect::Kind::reply) line.fail(at, length, "only a reply has modifiers");
  }
  out.text_of_source = line.since(out.at);
  return out;
}

Alternative read_alternative(Line& line, Expecting expecting) {
  Alternative out;
  out.at = line.next_at();
  out.grade = read_grade(line);
  out.expect = read_expect(line, expecting);
  if (line.at_string()) out.label = read_plain_string(line, "a label");
  if (line.take("cites")) out.cites = read_requirement(line);
  out.seen = read_seen(line);
  out.ends = read_end_of_scenario(line);
  line.end();
  return out;
}

bool read_end_of_scenario(Line& line) {
  if (!line.take("->")) return false;
  const Position at = line.next_at();
  const std::string_view word = line.word("end");
  if (!line.failed() && word != "end") {
    line.fail(at, word.size(), "expected 'end' behind '->'", "a scenario goes on, or ends here: -> end");
  }
  return true;
}

std::string read_seen(Line& line) {
  return line.take("seen") ? read_plain_string(line, "the server and its octets") : std::string();
}

Grade read_grade(Line& line) {
  const Position at = line.next_at();
  const std::string_view word = line.word("a grade");
  if (const auto grade = grade_named(word)) return *grade;
  const std::string near = suggest(word, kGradeWords);
  line.fail(at, word.size(), "'" + std::string(word) + "' is not a grade",
            near.empty() ? "a grade is " + one_of(kGradeWords) : near);
  return Grade::pass;
}

std::string read_requirement(Line& line) {
  const Position at = line.next_at();
  const std::string_view word = line.word("a requirement");
  const bool starts_right =
      (word.starts_with("RFC") && word.size() > 3 && is_digit(word[3])) || word.starts_with("SEC-");
  if (!line.failed() && (!starts_right || word.find('-') == std::string_view::npos)) {
    line.fail(at, word.size(), "'" + std::string(word) + "' is not the id of a requirement",
              "such as RFC5321-4.1.1.5-a");
  }
  return std::string(word);
}

}  // namespace smtpspec::language
