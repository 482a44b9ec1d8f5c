#include "reports/text.hpp"

#include "reference/reply/visible.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <utility>

namespace smtpspec::reports {
namespace {

unsigned octet_at(std::string_view text, std::size_t i) { return static_cast<unsigned char>(text[i]); }

std::uint32_t decode(std::string_view character) {
  static constexpr unsigned kLeadBits[] = {0, 0x7f, 0x1f, 0x0f, 0x07};
  std::uint32_t value = octet_at(character, 0) & kLeadBits[character.size()];
  for (std::size_t i = 1; i < character.size(); ++i) value = value << 6 | (octet_at(character, i) & 0x3f);
  return value;
}

/// Characters that nobody sees, first and last: marks of direction, joiners, fillers, selectors, tags.
constexpr std::pair<std::uint32_t, std::uint32_t> kUnseen[] = {
    {0xad, 0xad},       {0x34f, 0x34f},     {0x61c, 0x61c},   {0x115f, 0x1160}, {0x17b4, 0x17b5},
    {0x180b, 0x180f},   {0x200b, 0x200f},   {0x2028, 0x202e}, {0x2060, 0x206f}, {0x3164, 0x3164},
    {0xfe00, 0xfe0f},   {0xfeff, 0xfeff},   {0xffa0, 0xffa0}, {0xfff0, 0xfffb}, {0x1bca0, 0x1bca3},
    {0x1d173, 0x1d17a}, {0xe0000, 0xe0fff},
};

bool printable(std::uint32_t character) {
  const bool control = character < 0x20 || (character >= 0x7f && character < 0xa0);
  const bool noncharacter = (character & 0xfffe) == 0xfffe || (character >= 0xfdd0 && character <= 0xfdef);
  const bool unseen = std::any_of(std::begin(kUnseen), std::end(kUnseen), [&](const auto& range) {
    return character >= range.first && character <= range.second;
  });
  return !control && !noncharacter && !unseen;
}

}  // namespace

std::size_t utf8_character(std::string_view text) {
  struct Form {
    unsigned lead_low, lead_high, second_low, second_high;
    std::size_t length;
  };
  static constexpr Form kForms[] = {
      {0x00, 0x7f, 0x00, 0x00, 1}, {0xc2, 0xdf, 0x80, 0xbf, 2}, {0xe0, 0xe0, 0xa0, 0xbf, 3},
      {0xe1, 0xec, 0x80, 0xbf, 3}, {0xed, 0xed, 0x80, 0x9f, 3}, {0xee, 0xef, 0x80, 0xbf, 3},
      {0xf0, 0xf0, 0x90, 0xbf, 4}, {0xf1, 0xf3, 0x80, 0xbf, 4}, {0xf4, 0xf4, 0x80, 0x8f, 4},
  };
  if (text.empty()) return 0;
  const unsigned lead = octet_at(text, 0);
  for (const Form& form : kForms) {
    if (lead < form.lead_low || lead > form.lead_high) continue;
    if (text.size() < form.length) return 0;
    if (form.length > 1 && (octet_at(text, 1) < form.second_low || octet_at(text, 1) > form.second_high))
      return 0;
    for (std::size_t i = 2; i < form.length; ++i) {
      if ((octet_at(text, i) & 0xc0) != 0x80) return 0;
    }
    return form.length;
  }
  return 0;
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = utf8_character(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

std::string_view utf8_prefix(std::string_view text, std::size_t limit) {
  if (text.size() <= limit) return text;
  for (std::size_t end = limit; end > 0 && limit - end < 4; --end) {
    if ((octet_at(text, end) & 0xc0) != 0x80) return text.substr(0, end);
  }
  return text.substr(0, limit);
}

std::string clean(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const std::size_t length = utf8_character(text);
    const std::string_view taken = text.substr(0, std::max<std::size_t>(length, 1));
    text.remove_prefix(taken.size());
    if (taken == "\n" || taken == "\t" || (length > 0 && printable(decode(taken)))) {
      out += taken;
    } else {
      out += reply::visible(taken);
    }
  }
  return out;
}

std::string one_line(std::string_view text, std::size_t limit) {
  static constexpr std::string_view kCut = "...";
  const bool long_text = text.size() > limit;
  std::string out = clean(text.substr(0, limit + 4));
  std::replace_if(
      out.begin(), out.end(), [](char c) { return c == '\n' || c == '\t'; }, ' ');
  if (out.size() <= limit && !long_text) return out;
  return std::string(utf8_prefix(out, limit - std::min(limit, kCut.size()))).append(kCut);
}

VisibleLines visible_lines(std::string_view octets, std::size_t limit) {
  VisibleLines shown;
  if (octets.size() > limit) {
    shown.omitted = octets.size() - limit;
    octets = octets.substr(0, limit);
  }
  while (!octets.empty()) {
    const std::size_t end = octets.find('\n');
    const std::size_t length = end == std::string_view::npos ? octets.size() : end + 1;
    shown.lines.push_back(reply::visible(octets.substr(0, length)));
    octets.remove_prefix(length);
  }
  return shown;
}

std::size_t columns(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
  width = std::max<std::size_t>(width, 10);
  std::vector<std::string> lines(1);
  const auto put = [&](std::string_view word) {
    while (!word.empty()) {
      std::string& line = lines.back();
      const std::size_t gap = line.empty() ? 0 : 1;
      if (columns(line) + gap + columns(word) <= width) {
        line.append(gap, ' ').append(word);
        return;
      }
      if (gap != 0) {
        lines.emplace_back();
        continue;
      }
      line = utf8_prefix(word, width);
      word.remove_prefix(line.size());
      if (!word.empty()) lines.emplace_back();
    }
  };
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" \t\n"), text.size());
    put(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::vector<std::string> folded(std::string_view text, std::size_t width) {
  if (width == 0) return {std::string(text)};
  std::vector<std::string> lines(1);
  std::size_t used = 0;
  while (!text.empty()) {
    const std::string_view character = text.substr(0, std::max<std::size_t>(utf8_character(text), 1));
    if (used++ == width) {
      lines.emplace_back();
      used = 1;
    }
    lines.back() += character;
    text.remove_prefix(character.size());
  }
  return lines;
}

std::string without_commands(std::string_view text) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\t' || static_cast<unsigned char>(c) >= 0x80; };
  std::string out;
  bool at_start = true;  // of a line, blanks aside
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool command = at_start && text.substr(i).starts_with("::");
    const bool older_form = text[i] == '#' && text.substr(i + 1).starts_with('[') && out.ends_with('#');
    out += command || older_form ? fmt::format("\\x{:02x}", text[i]) : std::string(1, text[i]);
    at_start = text[i] == '\n' || (at_start && is_blank(text[i]));
  }
  return out;
}

}  // namespace smtpspec::reports
