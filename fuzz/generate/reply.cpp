#include "fuzz/generate/reply.hpp"

#include "fuzz/generate/characters.hpp"
#include "fuzz/generate/number.hpp"
#include "reference/receiver/extension.hpp"

namespace smtpspec::fuzz {
namespace {

constexpr std::string_view kNumbers[] = {"0", "1", "7", "9", "10", "99", "100", "999"};
constexpr std::string_view kNumbersBeyond[] = {"00", "01", "010", "1000", "99999", "-1", ""};

void append_number(std::string& out, Random& random, Law law) {
  out += bends(law, random) ? random.pick(kNumbersBeyond) : random.pick(kNumbers);
}

void append_text(std::string& out, char klass, Random& random, Law law) {
  constexpr std::size_t kCodeAndLineEnd = 6;
  if (random.one_in(3)) {
    append_enhanced(out, klass, random, law);
    if (!bends(law, random)) out += ' ';
  }
  switch (random.below(4)) {
    case 0:
      return;
    case 1:
      return append_keyword(out, random);
    case 2:
      return append_printable(out, "", random.below(8), random);
    default:
      // As long as a line may be, with the code, the separator and CRLF; less what stands there already.
      out.append(length(kLongestReply - kCodeAndLineEnd - 10, random, law), random.pick(kLetDig));
  }
}

}  // namespace

void append_code(std::string& out, Random& random, Law law) {
  if (bends(law, random)) {
    append_some(out, "0123456789", random.between(2, 4), random);
  } else {
    out += random.pick(kCodes);
  }
}

void append_enhanced(std::string& out, char klass, Random& random, Law law) {
  out += bends(law, random) ? random.pick(std::string_view("2345")) : klass;
  append_number(out += '.', random, law);
  append_number(out += '.', random, law);
}

void append_keyword(std::string& out, Random& random) {
  const std::size_t bit = random.below(receiver::kExtensions);
  out += receiver::keyword(bit);
  if (random.one_in(3)) append_border_number(out += ' ', random);
}

void append_reply(std::string& out, Random& random, Law law) {
  std::string code;
  append_code(code, random, law);
  for (std::size_t more = random.one_in(2) ? random.between(1, 4) : 0;; --more) {
    if (bends(law, random)) {
      append_code(out, random, law);
    } else {
      out += code;
    }
    out += more > 0 ? '-' : ' ';
    append_text(out, code.empty() ? '2' : code.front(), random, law);
    out += bends(law, random) ? random.pick(std::string_view("\r\n")) : '\r';
    out += '\n';
    if (more == 0) return;
  }
}

}  // namespace smtpspec::fuzz
