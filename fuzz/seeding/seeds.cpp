#include "fuzz/seeding/seeds.hpp"

#include "fuzz/mutator/craft.hpp"
#include "fuzz/mutator/line_parts.hpp"
#include "fuzz/mutator/pieces.hpp"
#include "fuzz/support/deviating.hpp"

#include <algorithm>
#include <set>

namespace smtpspec::fuzz {
namespace {

using Texts = std::vector<std::string>;

constexpr std::string_view kCrlf = "\r\n";
constexpr std::size_t kLongest = 4096;  // an engine reads no more of a file, if as much

Texts dialogues(const Played& play) { return play.sent; }
Texts replies(const Played& play) { return play.received; }
Texts scenarios(const Played& play) { return {play.text}; }

Texts lines(const Played& play) {
  Texts out;
  for (const std::string& sent : play.sent)
    for (const std::string& piece : dialogue_craft.split(sent))
      if (is_line(piece)) out.push_back(piece.substr(0, piece.size() - kCrlf.size()));
  return out;
}

/// What stands behind each DATA.
Texts contents(const Played& play) {
  Texts out;
  for (const std::string& sent : play.sent) {
    const Pieces pieces = dialogue_craft.split(sent);
    for (std::size_t i = 1; i < pieces.size(); ++i)
      if (pieces[i - 1] == "DATA\r\n") out.push_back(pieces[i]);
  }
  return out;
}

Texts paths(const Played& play) {
  Texts out;
  for (const std::string& line : lines(play))
    if (const LineParts parts(line); !parts.path.empty()) out.push_back(parts.path);
  return out;
}

/// Domains, local-parts and the values of parameters.
Texts values(const Played& play) {
  Texts out;
  for (const std::string& line : lines(play)) {
    const LineParts parts(line);
    if (const std::size_t at = parts.path.rfind('@'); at != std::string::npos) {
      out.push_back(parts.path.substr(1, at - 1));
      out.push_back(parts.path.substr(at + 1, parts.path.size() - at - 2));
    }
    for (const std::string& word : parts.words) {
      const std::size_t equals = word.find('=');
      out.push_back(word.substr(equals == std::string::npos ? 1 : equals + 1));
    }
  }
  return out;
}

struct Kind {
  std::string_view input;
  Texts (*texts)(const Played& play);
};
constexpr Kind kKinds[] = {{"dialogue", dialogues}, {"line", lines}, {"content", contents},
                           {"replies", replies},    {"path", paths}, {"value", values},
                           {"scenario", scenarios}};

/// The first of each, but for the site and the deviation.
std::string choices(const InputForm& form, const Played& play) {
  std::string out(form.choices, '0');
  if (form.site) out.front() = static_cast<char>('0' + play.site);
  if (form.deviation) out.replace(*form.deviation, 2, choices_of_deviation(play.deviation));
  return out;
}

}  // namespace

std::vector<Seed> seeds(const InputForm& form, const std::vector<Played>& plays) {
  const auto* kind = std::ranges::find(kKinds, form.input, &Kind::input);
  std::vector<Seed> out;
  if (kind == std::end(kKinds)) return out;
  std::set<std::string> seen;
  for (const Played& play : plays) {
    if (play.deviation != 0 && !form.deviation) continue;
    int number = 0;
    for (const std::string& text : kind->texts(play)) {
      std::string octets = choices(form, play) + text;
      if (text.empty() || text.size() > kLongest || !seen.insert(octets).second) continue;
      const std::string suffix = ++number == 1 ? "" : "." + std::to_string(number);
      out.push_back({play.name + suffix, std::move(octets)});
    }
  }
  return out;
}

}  // namespace smtpspec::fuzz
