#include "fuzz/mutator/mutator.hpp"

#include "fuzz/mutator/pieces.hpp"

#include <algorithm>
#include <utility>

namespace smtpspec::fuzz {
namespace {

/// An input without its choices; those that are missing are the first ones.
struct Taken {
  std::string choices;
  Pieces pieces;

  Taken(const Shape& shape, std::string_view input)
      : choices(input.substr(0, shape.choices)),
        pieces(shape.craft.split(input.substr(choices.size()))) {
    choices.resize(shape.choices, '0');
  }
  std::string input(std::size_t most) const {
    std::string text = choices + join(pieces);
    text.resize(std::min(text.size(), most));
    return text;
  }
};

/// By the rules of the standard; or one of them otherwise; or anyhow.
void mutate_choices(std::string& choices, Random& random) {
  const std::size_t way = random.below(4);
  if (way == 0) return choices.assign(choices.size(), '0'), void();
  for (char& choice : choices) {
    const bool changes = way == 1 ? random.one_in(2) : random.one_in(choices.size());
    if (changes) choice = static_cast<char>('0' + random.below(random.one_in(2) ? 8 : 256));
  }
}

}  // namespace

std::string mutate(const Shape& shape, std::string_view input, std::size_t most, Random random) {
  Taken taken(shape, input);
  if (shape.choices > 0 && random.one_in(6)) {
    mutate_choices(taken.choices, random);
    if (random.one_in(2)) return taken.input(most);
  }
  for (std::size_t changes = random.one_in(2) ? 1 : random.between(1, 4); changes > 0; --changes) {
    if (shape.craft.mutations.empty() || random.one_in(3)) {
      mutate_pieces(taken.pieces, shape.craft, random);
    } else {
      random.pick(shape.craft.mutations)(taken.pieces, random);
    }
  }
  return taken.input(most);
}

std::string cross(const Shape& shape, std::string_view one, std::string_view other, std::size_t most,
                  Random random) {
  Taken first(shape, one);
  const Taken second(shape, other);
  first.pieces = cross(std::move(first.pieces), second.pieces, random);
  if (random.one_in(4)) first.choices = second.choices;
  return first.input(most);
}

}  // namespace smtpspec::fuzz
