#include "fuzz/generate/mailbox.hpp"
#include "fuzz/mutator/pieces.hpp"
#include "fuzz/mutator/text.hpp"

namespace smtpspec::fuzz {
namespace {

void append_any_path(std::string& out, Random& random, Law law) {
  append_path(out, random.one_in(2) ? Direction::forward : Direction::reverse, random, law);
}

/// A path, or a part of one with what stands before it.
Pieces invent(Random& random) {
  constexpr void (*kParts[])(std::string&, Random&, Law) = {append_any_path, append_mailbox,
                                                            append_local_part, append_domain, append_literal};
  constexpr std::string_view kBefore[] = {"", "", "<", "@", ".", ",@", ":", ">"};
  Pieces pieces(1);
  if (random.one_in(2)) pieces.front() = random.pick(kBefore);
  random.pick(kParts)(pieces.front(), random, some_law(random));
  return pieces;
}

Pieces split(std::string_view path) { return split_before(path, "<>@:,.[]\"\\"); }

void renew(Pieces& pieces, Random& random) {
  pieces.assign(1, "");
  append_any_path(pieces.front(), random, some_law(random));
  pieces = split(pieces.front());
}

template <void (*change)(std::string&, Random&)>
void change_one(Pieces& pieces, Random& random) {
  mutate_one(pieces, random, change);
}

/// It may lie across the parts.
void trouble(Pieces& pieces, Random& random) {
  std::string path = join(pieces);
  put_trouble(path, random);
  pieces = split(path);
}

constexpr Craft::Mutation kMutations[] = {
    renew,   change_one<grow>, change_one<grow>, change_one<change_number>, change_one<change_case>,
    trouble, trouble};

}  // namespace

const Craft path_craft{split, invent, kMutations};

}  // namespace smtpspec::fuzz
