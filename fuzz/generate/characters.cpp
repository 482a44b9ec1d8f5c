#include "fuzz/generate/characters.hpp"

namespace smtpspec::fuzz {
namespace {

constexpr std::string_view kUtf8[] = {
    "\xc2\x80",     "\xc3\xbc",     "\xdf\xbf",     "\xe0\xa0\x80",     "\xe2\x82\xac",
    "\xed\x9f\xbf", "\xee\x80\x80", "\xef\xbf\xbf", "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf",
};

}  // namespace

void append_some(std::string& out, std::string_view characters, std::size_t length, Random& random) {
  for (; length > 0; --length) out += random.pick(characters);
}

void append_printable(std::string& out, std::string_view without, std::size_t length, Random& random) {
  while (length > 0) {
    const char c = static_cast<char>(random.between('!', '~'));
    if (without.find(c) != std::string_view::npos) continue;
    out += c;
    --length;
  }
}

void append_utf8(std::string& out, Random& random) { out += random.pick(kUtf8); }

}  // namespace smtpspec::fuzz
