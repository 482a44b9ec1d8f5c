#pragma once

#include "fuzz/mutator/craft.hpp"

#include <span>
#include <string_view>

namespace smtpspec::fuzz {

/// Each with its LF; the last perhaps without.
Pieces split_lines(std::string_view text);
/// It ends in CRLF, and has no other.
bool is_line(std::string_view piece);
/// Before each of these characters.
Pieces split_before(std::string_view text, std::string_view characters);

/// Drops, repeats, swaps, moves pieces, and puts new ones in.
void mutate_pieces(Pieces& pieces, const Craft& craft, Random& random);
/// The beginning of one and the end of the other, or some of the other within the one.
Pieces cross(Pieces one, const Pieces& other, Random& random);
/// Puts `added` before one of the pieces, or behind them.
void insert(Pieces& pieces, Pieces added, Random& random);
/// Applies `mutation` to one of the pieces, or to a new one where there is none.
template <class Mutation>
void mutate_one(Pieces& pieces, Random& random, Mutation mutation) {
  if (pieces.empty()) pieces.emplace_back();
  mutation(random.pick(pieces), random);
}
/// The same, as a mutation of pieces.
template <void (*change)(std::string&, Random&)>
void change_one(Pieces& pieces, Random& random) {
  mutate_one(pieces, random, change);
}

}  // namespace smtpspec::fuzz
