#include "fuzz/mutator/content.hpp"

#include "fuzz/generate/content.hpp"
#include "fuzz/generate/number.hpp"
#include "fuzz/generate/trouble.hpp"
#include "fuzz/mutator/pieces.hpp"
#include "fuzz/mutator/text.hpp"

namespace smtpspec::fuzz {
namespace {

constexpr std::size_t kMostOfALine = 1100;  // a little more than a line may have

/// Short, or as long as something may be.
std::size_t line_length(Random& random) {
  if (random.one_in(2)) return random.between(2, 24);
  return 2 + static_cast<std::size_t>(border_number(random) % kMostOfALine);
}

Pieces invent(Random& random) {
  Pieces lines(1);
  append_content_line(lines.front(), line_length(random), random);
  return lines;
}

void put_octet(std::string& line, Random& random) {
  line.insert(random.below(line.size() + 1),
              random.one_in(2) ? random.pick(kLineTrouble) : random.pick(kUtf8Trouble));
}

void trouble_line_end(Pieces& lines, Random& random) { mutate_one(lines, random, put_line_trouble); }
void trouble_line(Pieces& lines, Random& random) { mutate_one(lines, random, put_octet); }
void grow_line(Pieces& lines, Random& random) { mutate_one(lines, random, grow); }
void begin_with_dot(Pieces& lines, Random& random) {
  mutate_one(lines, random, [](std::string& line, Random&) { line.insert(0, "."); });
}
void end(Pieces& lines, Random&) { lines.emplace_back(".\r\n"); }
void renew(Pieces& lines, Random& random) {
  lines.assign(1, {});
  append_content(lines.front(), content_size(random), random);
}

constexpr Craft::Mutation kMutations[] = {
    trouble_line_end, trouble_line_end, trouble_line, grow_line, begin_with_dot, end, renew};

}  // namespace

void mutate_content(std::string& content, Random& random) {
  Pieces lines = split_lines(content);
  random.pick(kMutations)(lines, random);
  content = join(lines);
}

const Craft content_craft{split_lines, invent, kMutations};

}  // namespace smtpspec::fuzz
