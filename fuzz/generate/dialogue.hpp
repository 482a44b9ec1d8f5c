#pragma once

#include "fuzz/generate/law.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace smtpspec::fuzz {

/// What a client sends in turn: command lines with their CRLF, a chunk with its BDAT; and content, with its
/// end, as one piece.
using Dialogue = std::vector<std::string>;

/// How far a dialogue gets.
enum class Reach : std::uint8_t { greeted, sender, recipient, content, chunks };

/// Commands that get there, whatever came before: EHLO, MAIL, RCPT and so on.
Dialogue lawful_way(Reach reach, Random& random);
/// One to three pieces that mean something together: a command, a message in chunks, an AUTH exchange.
Dialogue some_pieces(Random& random, Law law);
/// BDAT and its octets, or, where it bends, one too few or too many.
std::string chunk(std::size_t size, bool last, Random& random, Law law);

}  // namespace smtpspec::fuzz
