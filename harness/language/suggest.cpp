#include "harness/language/suggest.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

namespace smtpspec::language {
namespace {

constexpr std::size_t kLongest = 64;

// Damerau-Levenshtein (neighbours swapped count once), over three rows.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> two_up(b.size() + 1), up(b.size() + 1), row(b.size() + 1);
  std::iota(up.begin(), up.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
      row[j] = std::min({up[j] + 1, row[j - 1] + 1, up[j - 1] + change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], two_up[j - 2] + 1);
    }
    std::swap(two_up, up);
    std::swap(up, row);
  }
  return up[b.size()];
}

}  // namespace

std::string suggest(std::string_view wrong, std::span<const std::string_view> words) {
  if (wrong.empty() || wrong.size() > kLongest) return {};
  const std::size_t near_enough = wrong.size() < 3 ? 1 : 1 + wrong.size() / 4;
  std::string_view best;
  std::size_t best_distance = near_enough + 1;
  for (const std::string_view word : words) {
    if (const std::size_t d = distance(wrong, word); d < best_distance) {
      best = word;
      best_distance = d;
    }
  }
  return best.empty() ? std::string{} : "did you mean '" + std::string(best) + "'?";
}

std::string one_of(std::span<const std::string_view> words) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) out += i + 1 == words.size() ? " or " : ", ";
    out += words[i];
  }
  return out;
}

}  // namespace smtpspec::language
