#pragma once

#include "fuzz/generate/random.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace smtpspec::fuzz {

/// An input in the parts that its kind has: commands, lines, words. Joined they are the input.
using Pieces = std::vector<std::string>;
std::string join(const Pieces& pieces);

/// How inputs of one kind are taken apart and changed.
struct Craft {
  using Mutation = void (*)(Pieces& pieces, Random& random);

  Pieces (*split)(std::string_view input);
  Pieces (*invent)(Random& random);     ///< pieces that may stand anywhere in an input
  std::span<const Mutation> mutations;  ///< what only this kind knows; they cope with no pieces at all
};

// For each INPUT of fuzz/CMakeLists.txt that has a structure, and for what parsers of others read.
extern const Craft dialogue_craft, line_craft, path_craft, mailbox_craft, content_craft, replies_craft,
    value_craft, scenario_craft;

}  // namespace smtpspec::fuzz
