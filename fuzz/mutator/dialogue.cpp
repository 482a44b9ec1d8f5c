#include "fuzz/generate/dialogue.hpp"

#include "fuzz/generate/content.hpp"
#include "fuzz/mutator/content.hpp"
#include "fuzz/mutator/line.hpp"
#include "fuzz/mutator/pieces.hpp"
#include "fuzz/mutator/text.hpp"
#include "reference/syntax/octets.hpp"

#include <algorithm>
#include <charconv>

namespace smtpspec::fuzz {
namespace {

constexpr std::string_view kCrlf = "\r\n";

bool has_verb(std::string_view line, std::string_view verb) {
  return syntax::equals_ignoring_case(line.substr(0, verb.size()), verb);
}

/// The octets that a BDAT line announces, as far as they are there.
std::size_t chunk_length(std::string_view line, std::size_t there) {
  constexpr std::string_view kVerb = "BDAT ";
  if (!has_verb(line, kVerb)) return 0;
  std::size_t size = 0;
  std::from_chars(line.data() + kVerb.size(), line.data() + line.size(), size);
  return std::min(size, there);
}

/// With its end; all there is, if it has none.
std::size_t content_length(std::string_view text) {
  constexpr std::string_view kEnd = "\r\n.\r\n";
  if (text.starts_with(kEnd.substr(2))) return kEnd.size() - 2;
  const std::size_t end = text.find(kEnd);
  return end == std::string_view::npos ? text.size() : end + kEnd.size();
}

Pieces split(std::string_view text) {
  Dialogue dialogue;
  const auto take = [&](std::size_t length) {
    dialogue.emplace_back(text.substr(0, length));
    text.remove_prefix(length);
  };
  while (!text.empty()) {
    const std::size_t line = std::min(text.find('\n'), text.size() - 1) + 1;
    const bool is_data = has_verb(text.substr(0, line), "DATA\r\n");
    take(line + chunk_length(text.substr(0, line), text.size() - line));
    if (is_data && !text.empty()) take(content_length(text));
  }
  return dialogue;
}

Pieces invent(Random& random) { return some_pieces(random, some_law(random)); }

Reach some_reach(Random& random) {
  return static_cast<Reach>(random.below(static_cast<std::size_t>(Reach::chunks) + 1));
}

void begin_lawfully(Pieces& pieces, Random& random) {
  Pieces way = lawful_way(some_reach(random), random);
  pieces.insert(pieces.begin(), way.begin(), way.end());
}

void insert_lawful_way(Pieces& pieces, Random& random) {
  insert(pieces, lawful_way(some_reach(random), random), random);
}

void append_delivery(Pieces& pieces, Random& random) {
  const Pieces way = lawful_way(random.one_in(2) ? Reach::content : Reach::chunks, random);
  pieces.insert(pieces.end(), way.begin(), way.end());
}

/// A command line, or content, by what the piece is.
void mutate_piece(std::string& piece, Random& random) {
  if (!is_line(piece) && random.one_in(2)) return mutate_content(piece, random);
  const std::size_t end = std::min(piece.find(kCrlf), piece.size());
  std::string line = piece.substr(0, end);
  mutate_line(line, random);
  piece.replace(0, end, line);
}

void mutate_some_piece(Pieces& pieces, Random& random) { mutate_one(pieces, random, mutate_piece); }

void mutate_line_end(Pieces& pieces, Random& random) { mutate_one(pieces, random, put_line_trouble); }

void renew_content(Pieces& pieces, Random& random) {
  for (std::size_t i = 0; i + 1 < pieces.size(); ++i) {
    if (!has_verb(pieces[i], "DATA\r\n") || random.one_in(3)) continue;
    pieces[i + 1].clear();
    return append_content(pieces[i + 1], content_size(random), random);
  }
  append_delivery(pieces, random);
}

void renew_chunk(Pieces& pieces, Random& random) {
  for (std::string& piece : pieces) {
    if (!has_verb(piece, "BDAT ") || random.one_in(3)) continue;
    piece = chunk(content_size(random), random.one_in(2), random, some_law(random));
    return;
  }
  append_delivery(pieces, random);
}

constexpr Craft::Mutation kMutations[] = {
    begin_lawfully,    insert_lawful_way, append_delivery, mutate_some_piece, mutate_some_piece,
    mutate_some_piece, mutate_line_end,   renew_content,   renew_chunk,
};

}  // namespace

const Craft dialogue_craft{split, invent, kMutations};

}  // namespace smtpspec::fuzz
