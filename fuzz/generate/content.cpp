#include "fuzz/generate/content.hpp"

#include "fuzz/generate/characters.hpp"
#include "fuzz/generate/number.hpp"

#include <algorithm>

namespace smtpspec::fuzz {
namespace {

constexpr std::size_t kMost = 4096;  // no target reads more
constexpr std::string_view kLineEnd = "\r\n";

}  // namespace

void append_content_line(std::string& out, std::size_t length, Random& random) {
  std::size_t text = length - kLineEnd.size();
  if (text > 0 && random.one_in(3)) {
    out += "..";  // one of them is for transparency (RFC 5321 §4.5.2)
    --text;
  }
  out.append(text, random.pick(kLetDig)) += kLineEnd;
}

void append_content(std::string& out, std::size_t size, Random& random) {
  while (size > kLongestLine || (size >= 2 * kLineEnd.size() && !random.one_in(4))) {
    const std::size_t line = random.between(kLineEnd.size(), std::min(size - kLineEnd.size(), kLongestLine));
    append_content_line(out, line, random);
    size -= line;
  }
  if (size >= kLineEnd.size()) append_content_line(out, size, random);
  out += ".\r\n";
}

std::size_t content_size(Random& random) {
  if (random.one_in(2)) return random.below(40);
  return static_cast<std::size_t>(border_number(random) % kMost);
}

}  // namespace smtpspec::fuzz
