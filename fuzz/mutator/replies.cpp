#include "fuzz/generate/reply.hpp"
#include "fuzz/generate/words.hpp"
#include "fuzz/mutator/pieces.hpp"
#include "fuzz/mutator/text.hpp"

#include <algorithm>

namespace smtpspec::fuzz {
namespace {

constexpr std::size_t kCode = 3;

Pieces invent(Random& random) {
  Pieces lines(1);
  append_reply(lines.front(), random, some_law(random));
  return lines;
}

void new_code(std::string& line, Random& random) {
  std::string code;
  append_code(code, random, some_law(random));
  line.replace(0, std::min(kCode, line.size()), code);
}

/// One digit of the code is another: within its class, or not.
void new_digit(std::string& line, Random& random) {
  const std::size_t at = random.below(kCode);
  if (at < line.size()) line[at] = static_cast<char>('0' + random.below(10));
}

void new_separator(std::string& line, Random& random) {
  constexpr std::string_view kSeparators[] = {" ", "-", "", "\t", "--", ". "};
  if (line.size() <= kCode) return new_code(line, random);
  line.replace(kCode, 1, random.pick(kSeparators));
}

/// Behind the separator, in place of one that is there.
void new_enhanced(std::string& line, Random& random) {
  const std::size_t at = std::min(kCode + 1, line.size());
  const std::size_t end = std::min(line.find_first_not_of("0123456789.", at), line.size());
  std::string enhanced;
  append_enhanced(enhanced, at == 0 ? '2' : line.front(), random, some_law(random));
  if (end == at && random.one_in(4) == 0) enhanced += ' ';
  line.replace(at, end - at, enhanced);
}

void put_word(std::string& line, Random& random) {
  line.insert(random.below(line.size() + 1), random.pick(reply_words()));
}

constexpr Craft::Mutation kMutations[] = {change_one<new_code>,         change_one<new_digit>,
                                          change_one<new_separator>,    change_one<new_enhanced>,
                                          change_one<change_number>,    change_one<put_word>,
                                          change_one<put_trouble>,      change_one<put_line_trouble>,
                                          change_one<put_line_trouble>, change_one<grow>};

}  // namespace

const Craft replies_craft{split_lines, invent, kMutations};

}  // namespace smtpspec::fuzz
