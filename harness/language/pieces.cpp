#include "harness/language/pieces.hpp"

#include "harness/language/template.hpp"

#include <algorithm>
#include <charconv>

namespace smtpspec::language {
namespace {

constexpr int kDeepest = 8;

std::string hex_octets(Line& line) {
  const Position at = line.next_at();
  const std::string digits = read_plain_string(line, "hexadecimal digits");
  std::string out;
  std::string compact;
  std::copy_if(digits.begin(), digits.end(), std::back_inserter(compact), [](char c) { return c != ' '; });
  for (std::size_t i = 0; i + 1 < compact.size(); i += 2) {
    unsigned value = 0;
    const char* const pair = compact.data() + i;
    if (std::from_chars(pair, pair + 2, value, 16).ptr != pair + 2) break;
    out += static_cast<char>(value);
  }
  if (out.size() * 2 != compact.size()) {
    line.fail(at, line.since(at).size(), "hex needs pairs of hexadecimal digits", "hex \"0d0a 2e\"");
  }
  return out;
}

Template count(Line& line) {
  const Position at = line.next_at();
  Template out = read_value(line, "how often");
  const auto* digits = out.parts.empty() ? nullptr : std::get_if<std::string>(&out.parts.front());
  const bool is_number = digits != nullptr && out.parts.size() == 1 && digits->size() < 9 &&
                         digits->find_first_not_of("0123456789") == std::string::npos;
  const bool is_variable = out.parts.size() == 1 && digits == nullptr;
  if (!is_number && !is_variable) {
    line.fail(at, line.since(at).size(), "expected how often, a number or ${a variable}");
  }
  return out;
}

Piece read_piece(Line& line, int depth);

void read_inner(Line& line, Piece& piece, int depth) {
  if (depth >= kDeepest) {
    line.fail(line.here(), 1, "pieces nested too deeply");
    return;
  }
  const Position at = line.next_at();
  piece.inner.push_back(read_piece(line, depth + 1));
  const Piece::Kind kind = piece.inner.front().kind;
  if (kind == Piece::Kind::gap || kind == Piece::Kind::split || kind == Piece::Kind::each) {
    line.fail(at, line.since(at).size(), "octets are needed here: gap, split and each stand between writes");
  }
}

void read_gap(Line& line, Piece& piece) {
  if (line.more() && line.rest().starts_with("${")) {
    piece.count = read_template(line, TextEnds::white_space);
  } else {
    piece.pause = line.duration();
  }
}

Piece read_piece(Line& line, int depth) {
  Piece out;
  const bool is_text = line.at_string() || (line.more() && line.rest().starts_with("${"));
  out.at = line.here();
  if (is_text) {
    out.kind = Piece::Kind::text;
    out.text = read_value(line, "a piece");
  } else if (line.take("hex")) {
    out.kind = Piece::Kind::hex;
    out.octets = hex_octets(line);
  } else if (line.take("repeat")) {
    out.kind = Piece::Kind::repeat;
    out.count = count(line);
    read_inner(line, out, depth);
  } else if (line.take("base64")) {
    out.kind = Piece::Kind::base64;
    read_inner(line, out, depth);
  } else if (line.take("each")) {
    out.kind = Piece::Kind::each;
    read_inner(line, out, depth);
  } else if (line.take("split")) {
    out.kind = Piece::Kind::split;
  } else if (line.take("gap")) {
    out.kind = Piece::Kind::gap;
    read_gap(line, out);
  } else {
    out.kind = Piece::Kind::named;
    out.name = line.word("a piece: a string or the name of octets");
    if (!out.name.empty() && !is_name(out.name)) {
      line.fail(out.at, out.name.size(), "'" + out.name + "' is not a piece",
                "\"a string\", hex \"0d0a\", a name given by octets, repeat, base64, ${variable}, gap, split "
                "or each");
    }
  }
  return out;
}

}  // namespace

std::vector<Piece> read_pieces(Line& line, std::span<const std::string_view> stops) {
  std::vector<Piece> out;
  do {
    out.push_back(read_piece(line, 0));
  } while (line.more() && std::find(stops.begin(), stops.end(), line.peek()) == stops.end());
  return out;
}

}  // namespace smtpspec::language
