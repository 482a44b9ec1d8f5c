#include "fuzz/mutator/pieces.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace smtpspec::fuzz {
namespace {

/// A stretch of a few pieces.
struct Stretch {
  Pieces::iterator begin, end;
};
Stretch stretch(Pieces& pieces, Random& random) {
  constexpr std::size_t kMost = 4;
  const std::size_t at = random.below(pieces.size());
  const std::size_t length = random.between(1, std::min(kMost, pieces.size() - at));
  const auto begin = pieces.begin() + static_cast<std::ptrdiff_t>(at);
  return {begin, begin + static_cast<std::ptrdiff_t>(length)};
}

void drop(Pieces& pieces, Random& random) {
  const auto [begin, end] = stretch(pieces, random);
  pieces.erase(begin, end);
}

void repeat(Pieces& pieces, Random& random) {
  const auto [begin, end] = stretch(pieces, random);
  const Pieces copy(begin, end);
  const auto at = end - pieces.begin();
  for (std::size_t times = random.one_in(4) ? random.between(1, 8) : 1; times > 0; --times)
    pieces.insert(pieces.begin() + at, copy.begin(), copy.end());
}

void swap(Pieces& pieces, Random& random) { std::swap(random.pick(pieces), random.pick(pieces)); }

void move(Pieces& pieces, Random& random) {
  const auto [begin, end] = stretch(pieces, random);
  Pieces moved(std::make_move_iterator(begin), std::make_move_iterator(end));
  pieces.erase(begin, end);
  insert(pieces, std::move(moved), random);
}

constexpr Craft::Mutation kMutations[] = {drop, repeat, swap, move};

}  // namespace

std::string join(const Pieces& pieces) {
  std::string text;
  for (const std::string& piece : pieces) text += piece;
  return text;
}

bool is_line(std::string_view piece) {
  return piece.ends_with("\r\n") && piece.find("\r\n") + 2 == piece.size();
}

Pieces split_lines(std::string_view text) {
  Pieces lines;
  while (!text.empty()) {
    lines.emplace_back(text.substr(0, text.find('\n')));
    text.remove_prefix(lines.back().size());
    if (text.empty()) break;
    lines.back() += '\n';
    text.remove_prefix(1);
  }
  return lines;
}

Pieces split_before(std::string_view text, std::string_view characters) {
  Pieces pieces;
  while (!text.empty()) {
    pieces.emplace_back(text.substr(0, text.find_first_of(characters, 1)));
    text.remove_prefix(pieces.back().size());
  }
  return pieces;
}

void insert(Pieces& pieces, Pieces added, Random& random) {
  pieces.insert(pieces.begin() + static_cast<std::ptrdiff_t>(random.below(pieces.size() + 1)),
                std::make_move_iterator(added.begin()), std::make_move_iterator(added.end()));
}

void mutate_pieces(Pieces& pieces, const Craft& craft, Random& random) {
  if (pieces.empty() || random.one_in(3)) {
    insert(pieces, craft.invent(random), random);
  } else {
    random.pick(kMutations)(pieces, random);
  }
}

Pieces cross(Pieces one, const Pieces& other, Random& random) {
  const auto from = other.begin() + static_cast<std::ptrdiff_t>(random.below(other.size() + 1));
  if (random.one_in(2)) {
    one.resize(random.below(one.size() + 1));
    one.insert(one.end(), from, other.end());
  } else {
    const auto most = static_cast<std::size_t>(other.end() - from);
    insert(one, Pieces(from, from + static_cast<std::ptrdiff_t>(random.below(most + 1))), random);
  }
  return one;
}

}  // namespace smtpspec::fuzz
