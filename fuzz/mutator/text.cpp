#include "fuzz/mutator/text.hpp"

#include "fuzz/generate/number.hpp"
#include "fuzz/generate/trouble.hpp"

#include <algorithm>
#include <string_view>

namespace smtpspec::fuzz {
namespace {

constexpr std::string_view kDigits = "0123456789";
constexpr std::string_view kDelimiters = "<>@:;,.=+[]\" \r\n";

bool is_letter(char c) { return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z'); }

/// From a random place on, and then from the beginning: the first of these characters.
std::size_t find_somewhere(std::string_view text, std::string_view characters, Random& random) {
  const std::size_t found = text.find_first_of(characters, random.below(text.size() + 1));
  return found == std::string_view::npos ? text.find_first_of(characters) : found;
}

/// Beside a delimiter as often as anywhere.
std::size_t place(std::string_view text, Random& random) {
  const std::size_t found = find_somewhere(text, kDelimiters, random);
  if (found == std::string_view::npos || random.one_in(2)) return random.below(text.size() + 1);
  return found + random.below(2);
}

void put(std::string& text, std::size_t at, std::string_view word, Random& random) {
  const std::size_t replaced = random.one_in(3) ? std::min<std::size_t>(1, text.size() - at) : 0;
  text.replace(at, replaced, word);
}

}  // namespace

void change_number(std::string& text, Random& random) {
  const std::size_t begin = find_somewhere(text, kDigits, random);
  if (begin == std::string::npos) return put_trouble(text, random);
  const std::size_t length = std::min(text.find_first_not_of(kDigits, begin), text.size()) - begin;
  std::string number;
  if (length < kDigits.size() && random.one_in(2)) {
    const unsigned long long old = std::stoull(text.substr(begin, length));
    number = std::to_string(random.one_in(2) ? old + 1 : old - std::min(old, 1ULL));
  } else {
    append_border_number(number, random);
  }
  text.replace(begin, length, number);
}

void change_case(std::string& text, Random& random) {
  const auto begin = std::find_if(text.begin() + static_cast<std::ptrdiff_t>(random.below(text.size() + 1)),
                                  text.end(), is_letter);
  const auto word_end = std::find_if_not(begin, text.end(), is_letter);
  const auto end = begin != word_end && random.one_in(3) ? begin + 1 : word_end;
  std::transform(begin, end, begin, [](char c) { return static_cast<char>(c ^ ('a' ^ 'A')); });
}

void put_trouble(std::string& text, Random& random) {
  const std::size_t at = place(text, random);
  put(text, at, random.one_in(4) ? random.pick(kUtf8Trouble) : random.pick(kTextTrouble), random);
}

void put_line_trouble(std::string& text, Random& random) {
  const std::size_t line_end = find_somewhere(text, "\r\n", random);
  if (line_end == std::string::npos || random.one_in(4))
    return put(text, random.below(text.size() + 1), random.pick(kLineTrouble), random);
  const std::size_t at = line_end + random.below(3);
  put(text, std::min(at, text.size()), random.pick(kLineTrouble), random);
}

void grow(std::string& text, Random& random) {
  constexpr std::size_t kMost = 2048;
  const auto length = static_cast<std::size_t>(border_number(random) % kMost);
  if (length <= text.size()) return;
  const std::size_t at = random.below(text.size() + 1);
  text.insert(at, length - text.size(), at < text.size() && random.one_in(2) ? text[at] : 'x');
}

}  // namespace smtpspec::fuzz
