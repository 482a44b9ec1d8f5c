#include "reports/tally.hpp"

#include "reports/section.hpp"
#include "reports/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>

namespace smtpspec::reports {
namespace {

constexpr std::array<std::string_view, 6> kLevels = {"MUST", "SHOULD", "MAY", "table", "advice", "other"};

bool is_kept(const CaseResult& c) {
  return c.verdict == Verdict::pass || c.verdict == Verdict::note ||
         (c.verdict == Verdict::warn && level_of(c) == "MUST");
}

}  // namespace

void Tally::add(Verdict verdict, bool kept) {
  ++by_verdict_.at(static_cast<std::size_t>(verdict));
  kept_ += kept ? 1 : 0;
}

std::size_t Tally::cases() const {
  return std::accumulate(by_verdict_.begin(), by_verdict_.end(), std::size_t{0});
}

std::size_t Tally::asked() const {
  return cases() - (*this)[Verdict::skip] - (*this)[Verdict::blocked] - (*this)[Verdict::error];
}

std::string Tally::words() const {
  std::string out;
  for (std::size_t i = 0; i < kVerdicts; ++i) {
    if (by_verdict_.at(i) == 0) continue;
    out += fmt::format("{}{} {}", out.empty() ? "" : ", ", by_verdict_.at(i), name(static_cast<Verdict>(i)));
  }
  return out.empty() ? "no cases" : out;
}

std::string_view level_of(const CaseResult& c) {
  if (c.rules.empty()) return "other";
  const std::string_view level = c.rules.front().level;
  const auto* found = std::find_if(kLevels.begin(), kLevels.end(), [&](std::string_view known) {
    return level == known || level == fmt::format("{} NOT", known);
  });
  return found == kLevels.end() ? "other" : *found;
}

Tallies tallies(const Run& run) {
  Tallies out;
  std::map<std::string_view, Tally> levels;
  std::map<std::string, std::size_t> places;
  for (const CaseResult& c : run.cases) {
    const bool kept = is_kept(c);
    out.all.add(c.verdict, kept);
    levels[level_of(c)].add(c.verdict, kept);
    const auto [place, is_new] = places.try_emplace(one_line(section_title(c), 200), out.by_section.size());
    if (is_new) out.by_section.emplace_back(place->first, Tally{});
    out.by_section[place->second].second.add(c.verdict, kept);
  }
  for (const std::string_view level : kLevels) {
    if (const auto found = levels.find(level); found != levels.end()) {
      out.by_level.emplace_back(std::string(level), found->second);
    }
  }
  return out;
}

}  // namespace smtpspec::reports
