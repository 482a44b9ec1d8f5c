#pragma once

#include "harness/language/ast.hpp"
#include "harness/language/line.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace smtpspec::language {

/// What a piece may begin with: none of these can be the name of octets.
inline constexpr std::array<std::string_view, 6> kPieceWords = {"hex", "repeat", "base64",
                                                                "gap", "split",  "each"};

/// Reads pieces to the end of the line, or to one of `stops`. At least one is needed.
std::vector<Piece> read_pieces(Line& line, std::span<const std::string_view> stops = {});

}  // namespace smtpspec::language
