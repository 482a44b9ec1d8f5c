#include "harness/language/headers.hpp"

#include "harness/language/expect.hpp"
#include "harness/language/pieces.hpp"
#include "harness/language/suggest.hpp"
#include "harness/language/template.hpp"
#include "harness/language/words.hpp"

#include <algorithm>
#include <array>

namespace smtpspec::language {
namespace {

void set_text(Line& line, std::string& out, std::string_view header) {
  if (!out.empty()) line.fail(line.next_at(), 1, "a second " + std::string(header));
  const Position at = line.next_at();
  out = line.text();
  if (out.empty()) line.fail(at, 1, "expected a sentence, but the line ends here");
}

void title(Line& line, Scenario& scenario) { set_text(line, scenario.title, "title"); }
void why(Line& line, Scenario& scenario) { set_text(line, scenario.why, "why"); }

void checks(Line& line, Scenario& scenario) {
  do scenario.checks.push_back(read_requirement(line));
  while (line.more());
}

bool is_one_of(std::string_view word, std::span<const std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

void unknown(Line& line, Position at, std::string_view word, std::span<const std::string_view> words) {
  const std::string near = suggest(word, words);
  line.fail(at, word.size(), "unknown word '" + std::string(word) + "'",
            near.empty() ? "expected " + one_of(words) : near);
}

std::string known_word(Line& line, std::span<const std::string_view> words, std::string_view wanted) {
  const Position at = line.next_at();
  const std::string_view word = line.word(wanted);
  if (!line.failed() && !is_one_of(word, words)) unknown(line, at, word, words);
  return std::string(word);
}

// "rcpt(3)" -> 3
std::uint32_t recipients(Line& line, Position at, std::string_view word) {
  Line inside(word.substr(5, word.size() - 6), at.line);
  const std::uint32_t count = word.ends_with(')') ? inside.number("a number") : 0;
  if (inside.failed() || count == 0)
    line.fail(at, word.size(), "'" + std::string(word) + "' does not say how many recipients", "rcpt(2)");
  return count;
}

void given(Line& line, Scenario& scenario) {
  do {
    const Position at = line.next_at();
    const std::string_view word = line.word("how far the session has got");
    Given out{.word = std::string(word), .count = 1, .at = at};
    if (word.starts_with("rcpt(")) {
      out.word = "rcpt";
      out.count = recipients(line, at, word);
    } else if (!line.failed() && !is_one_of(word, kGivenWords)) {
      unknown(line, at, word, kGivenWords);
    }
    scenario.given.push_back(std::move(out));
  } while (line.more());
}

bool is_ehlo_keyword(std::string_view word) {
  const std::string_view keyword = word.substr(0, word.find('='));
  return !keyword.empty() && std::all_of(keyword.begin(), keyword.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  });
}

std::string help_with_need(std::string_view word) {
  std::string near = suggest(word, kNeedsWords);
  return near.empty() ? "an EHLO keyword in capitals (PIPELINING), or " + one_of(kNeedsWords) : near;
}

void needs(Line& line, Scenario& scenario) {
  static constexpr std::string_view kNot = "not:";
  do {
    const Position at = line.next_at();
    const std::string_view word = line.word("an EHLO keyword or a need");
    const bool is_keyword = is_ehlo_keyword(word.starts_with(kNot) ? word.substr(kNot.size()) : word);
    if (!line.failed() && !is_keyword && !is_one_of(word, kNeedsWords)) {
      line.fail(at, word.size(), "unknown word '" + std::string(word) + "'", help_with_need(word));
    }
    scenario.needs.emplace_back(word);
  } while (line.more());
}

void role(Line& line, Scenario& scenario) {
  do scenario.roles.push_back(known_word(line, kRoles, "a role"));
  while (line.more());
}

void tags(Line& line, Scenario& scenario) {
  do {
    const Position at = line.next_at();
    const std::string_view word = line.word("a tag");
    if (!line.failed() && !is_name(word))
      line.fail(at, word.size(), "'" + std::string(word) + "' cannot be a tag");
    scenario.tags.emplace_back(word);
  } while (line.more());
}

void rev(Line& line, Scenario& scenario) {
  const Position at = line.next_at();
  scenario.rev = line.number("a revision");
  if (scenario.rev == 0) line.fail(at, 1, "revisions count from 1");
}

void era(Line& line, Scenario& scenario) { scenario.era = known_word(line, kEras, "an era"); }

void variant(Line& line, Scenario& scenario) {
  line.more();
  Variant out{.name = {}, .values = {}, .at = line.here()};
  out.name = line.word("the name of the variant");
  if (!line.failed() &&
      out.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") != std::string::npos) {
    line.fail(out.at, out.name.size(), "'" + out.name + "' cannot be the name of a variant",
              "lower-case letters, digits and hyphens");
  }
  while (line.more()) {
    const Position at = line.next_at();
    const std::string_view key = line.word("a key");
    if (!line.failed() && !is_name(key))
      line.fail(at, key.size(), "'" + std::string(key) + "' cannot be the name of a variable");
    out.values.emplace_back(key, read_value(line, "a value for '" + std::string(key) + "'"));
  }
  scenario.variants.push_back(std::move(out));
}

void octets(Line& line, Scenario& scenario) {
  line.more();
  NamedOctets out{.name = {}, .pieces = {}, .at = line.here()};
  out.name = line.word("a name for the octets");
  if (!line.failed() && (!is_name(out.name) || is_one_of(out.name, kPieceWords))) {
    line.fail(out.at, out.name.size(), "'" + out.name + "' cannot be the name of octets");
  }
  out.pieces = read_pieces(line);
  scenario.octets.push_back(std::move(out));
}

struct HeaderWord {
  std::string_view word;
  void (*read)(Line&, Scenario&);
};
constexpr std::array<HeaderWord, 11> kHeaders = {{{"title", title},
                                                  {"checks", checks},
                                                  {"given", given},
                                                  {"needs", needs},
                                                  {"role", role},
                                                  {"tags", tags},
                                                  {"rev", rev},
                                                  {"era", era},
                                                  {"why", why},
                                                  {"variant", variant},
                                                  {"octets", octets}}};

constexpr auto kHeaderWords = [] {
  std::array<std::string_view, kHeaders.size()> out;
  for (std::size_t i = 0; i < kHeaders.size(); ++i) out[i] = kHeaders[i].word;
  return out;
}();

}  // namespace

std::span<const std::string_view> header_words() { return kHeaderWords; }

bool read_header(Line& line, Scenario& scenario) {
  for (const HeaderWord& header : kHeaders) {
    const Position at = line.next_at();
    if (!line.take(header.word)) continue;
    if (!scenario.steps.empty()) {
      line.fail(at, header.word.size(), "a header behind a step", "headers stand above the first step");
    }
    header.read(line, scenario);
    line.end();
    return true;
  }
  return false;
}

}  // namespace smtpspec::language
