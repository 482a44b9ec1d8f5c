#include "harness/language/format.hpp"

#include "harness/language/headers.hpp"
#include "harness/language/lines.hpp"
#include "harness/language/source_line.hpp"
#include "harness/language/words.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace smtpspec::language {
namespace {

constexpr std::size_t kHeaderWidth = 8;
constexpr std::array<std::string_view, 4> kSigns = {"C:", "C|", "S:", "S?"};

enum class Kind : std::uint8_t {
  blank,
  comment,
  top,
  header,
  variant,
  text_header,
  client_line,
  step,
  row,
  outcome_row
};

struct Item {
  Kind kind = Kind::blank;
  std::vector<std::string> cells;  ///< aligned with those of the neighbours of the same kind; else one
  std::string_view comment;
};

std::string joined(const std::vector<std::string_view>& words, std::size_t from, std::size_t to) {
  std::string out;
  for (std::size_t i = from; i < std::min(to, words.size()); ++i) {
    if (!out.empty()) out += ' ';
    out += words[i];
  }
  return out;
}

std::string padded(std::string_view word, std::size_t width) {
  return std::string(word) + std::string(width > word.size() ? width - word.size() : 1, ' ');
}

std::string_view trimmed(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
  return text.substr(0, text.find_last_not_of(" \t") + 1);
}

// A sign need not stand apart from what follows: "S:250".
std::string_view sign_of(std::string_view line) {
  for (const std::string_view sign : kSigns) {
    if (line.starts_with(sign)) return sign;
  }
  return line.starts_with('|') ? std::string_view("|") : std::string_view{};
}

Item read_sign(std::string_view line, std::string_view sign) {
  const std::string_view rest = line.substr(sign.size());
  if (sign == "C:") {
    const std::string text(rest.starts_with(' ') ? rest.substr(1) : rest);
    return {Kind::client_line, {text.empty() ? "C:" : "C: " + text}, {}};
  }
  const SourceLine source = cut(rest);
  const std::string text = std::string(sign) + " " + joined(source.words, 0, source.words.size());
  return {sign == "|" ? Kind::row : Kind::step, {text}, source.comment};
}

bool is_header(std::string_view word) {
  const auto words = header_words();
  return std::find(words.begin(), words.end(), word) != words.end();
}

Item read_words(std::string_view line, bool in_outcome) {
  const SourceLine source = cut(line);
  const auto& words = source.words;
  if (words.empty()) return {source.comment.empty() ? Kind::blank : Kind::comment, {}, source.comment};
  const std::string_view first = words.front();
  if (first == "suite" || first == "scenario")
    return {Kind::top, {joined(words, 0, words.size())}, source.comment};
  if (first == "title" || first == "why") {
    return {Kind::text_header,
            {padded(first, kHeaderWidth) + std::string(trimmed(line.substr(first.size())))},
            {}};
  }
  if (first == "variant" && words.size() > 1) {
    Item out{Kind::variant, {padded(first, kHeaderWidth) + std::string(words[1])}, source.comment};
    for (std::size_t i = 2; i < words.size(); i += 2) out.cells.push_back(joined(words, i, i + 2));
    return out;
  }
  if (is_header(first)) {
    return {Kind::header, {padded(first, kHeaderWidth) + joined(words, 1, words.size())}, source.comment};
  }
  if (in_outcome && grade_named(first)) {
    return {Kind::outcome_row,
            {joined(words, 0, 1), joined(words, 1, 2), joined(words, 2, words.size())},
            source.comment};
  }
  return {Kind::step, {joined(words, 0, words.size())}, source.comment};
}

std::vector<Item> read(std::string_view text) {
  std::vector<Item> out;
  bool in_outcome = false;
  for (const std::string_view line : split_lines(text)) {
    const std::string_view content = line.substr(std::min(line.find_first_not_of(" \t"), line.size()));
    const std::string_view sign = sign_of(content);
    out.push_back(sign.empty() ? read_words(content, in_outcome) : read_sign(content, sign));
    const Kind kind = out.back().kind;
    const bool is_silent = kind == Kind::blank || kind == Kind::comment || kind == Kind::outcome_row;
    if (!is_silent)
      in_outcome = kind == Kind::step && (out.back().cells.front() + " ").starts_with("outcome ");
  }
  return out;
}

std::size_t indentation(Kind kind) {
  switch (kind) {
    case Kind::blank:
    case Kind::top:
      return 0;
    case Kind::comment:
    case Kind::header:
    case Kind::variant:
    case Kind::text_header:
    case Kind::client_line:
    case Kind::step:
      return 2;
    case Kind::row:
      return 3;
    case Kind::outcome_row:
      return 4;
  }
  return 0;
}

// The width of UTF-8 text in columns, near enough: a column a character.
std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; }));
}

// Columns are aligned within a run of neighbours of one kind.
void align(std::vector<Item>& items) {
  for (std::size_t start = 0; start < items.size();) {
    std::size_t end = start + 1;
    while (end < items.size() && items[end].kind == items[start].kind) ++end;
    for (std::size_t column = 0;; ++column) {
      std::size_t widest = 0;
      bool more = false;
      for (std::size_t i = start; i < end; ++i) {
        if (column + 1 >= items[i].cells.size()) continue;
        widest = std::max(widest, width(items[i].cells[column]));
        more = true;
      }
      if (!more) break;
      for (std::size_t i = start; i < end; ++i) {
        if (column + 1 < items[i].cells.size())
          items[i].cells[column].append(widest - width(items[i].cells[column]), ' ');
      }
    }
    start = end;
  }
}

std::string line_of(const Item& item, bool at_top) {
  std::string out(item.kind == Kind::comment && at_top ? 0 : indentation(item.kind), ' ');
  for (std::size_t i = 0; i < item.cells.size(); ++i) out += (i > 0 ? " " : "") + item.cells[i];
  if (!item.comment.empty()) out += (item.cells.empty() ? "" : "  ") + std::string(item.comment);
  return out;
}

// Whether the comment stands directly above a scenario (or the suite): it belongs to what follows.
bool leads_to_top(const std::vector<Item>& items, std::size_t i) {
  while (i < items.size() && items[i].kind == Kind::comment) ++i;
  return i < items.size() && items[i].kind == Kind::top;
}

}  // namespace

std::string format(std::string_view text) {
  std::vector<Item> items = read(text);
  align(items);
  std::string out;
  bool blank_due = false, seen_top = false;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Item& item = items[i];
    if (item.kind == Kind::blank) {
      blank_due = true;
      continue;
    }
    const bool at_top =
        item.kind == Kind::top || (item.kind == Kind::comment && (leads_to_top(items, i) || !seen_top));
    const bool begins_block = at_top && (i == 0 || items[i - 1].kind != Kind::comment);
    if (!out.empty() && (blank_due || (begins_block && seen_top))) out += '\n';
    out += line_of(item, at_top) + '\n';
    blank_due = false;
    seen_top = seen_top || item.kind == Kind::top;
  }
  return out;
}

}  // namespace smtpspec::language
