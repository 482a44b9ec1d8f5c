#include "fuzz/generate/mailbox.hpp"
#include "fuzz/mutator/pieces.hpp"
#include "fuzz/mutator/text.hpp"

namespace smtpspec::fuzz {
namespace {

using Append = void(std::string& out, Random& random, Law law);

/// A whole, or a part of one with what stands before it.
template <Append* append_whole>
Pieces invent(Random& random) {
  constexpr Append* kParts[] = {append_whole, append_mailbox, append_local_part, append_domain,
                                append_literal};
  constexpr std::string_view kBefore[] = {"", "", "<", "@", ".", ",@", ":", ">"};
  Pieces pieces(1);
  if (random.one_in(2)) pieces.front() = random.pick(kBefore);
  random.pick(kParts)(pieces.front(), random, some_law(random));
  return pieces;
}

Pieces split(std::string_view path) { return split_before(path, "<>@:,.[]\"\\"); }

template <Append* append_whole>
void renew(Pieces& pieces, Random& random) {
  std::string whole;
  append_whole(whole, random, some_law(random));
  pieces = split(whole);
}

/// It may lie across the parts.
void trouble(Pieces& pieces, Random& random) {
  std::string path = join(pieces);
  put_trouble(path, random);
  pieces = split(path);
}

template <Append* append_whole>
constexpr Craft::Mutation kMutations[] = {
    renew<append_whole>,     change_one<grow>, change_one<grow>, change_one<change_number>,
    change_one<change_case>, trouble,          trouble};

}  // namespace

const Craft path_craft{split, invent<append_any_path>, kMutations<append_any_path>};
const Craft mailbox_craft{split, invent<append_mailbox>, kMutations<append_mailbox>};

}  // namespace smtpspec::fuzz
