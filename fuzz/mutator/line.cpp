#include "fuzz/mutator/line.hpp"

#include "fuzz/generate/command.hpp"
#include "fuzz/generate/mailbox.hpp"
#include "fuzz/generate/value.hpp"
#include "fuzz/generate/words.hpp"
#include "fuzz/mutator/line_parts.hpp"
#include "fuzz/mutator/text.hpp"
#include "reference/syntax/octets.hpp"

#include <algorithm>
#include <string_view>

namespace smtpspec::fuzz {
namespace {

using syntax::Verb;

std::string domain_or_literal(Random& random) {
  std::string text;
  if (random.one_in(2)) {
    append_domain(text, random, some_law(random));
  } else {
    append_literal(text, random, some_law(random));
  }
  return text;
}

void new_path(LineParts& parts, Random& random) {
  parts.path.clear();
  append_path(parts.path, parts.verb() == Verb::rcpt ? Direction::forward : Direction::reverse, random,
              some_law(random));
}

/// Of the path; without one, it is what stands behind the verb.
void new_domain(LineParts& parts, Random& random) {
  const std::size_t at = parts.path.rfind('@');
  if (at == std::string::npos) {
    parts.words.assign(1, " " + domain_or_literal(random));
  } else {
    const bool closed = parts.path.ends_with('>');
    parts.path.replace(at + 1, std::string::npos, domain_or_literal(random) + (closed ? ">" : ""));
  }
}

void new_local_part(LineParts& parts, Random& random) {
  const std::size_t at = parts.path.rfind('@');
  if (at == std::string::npos) return new_path(parts, random);
  const std::size_t before = std::min(parts.path.find_last_of("<:", at), at);
  std::string local_part;
  append_local_part(local_part, random, some_law(random));
  parts.path.replace(before + 1, at - std::min(before + 1, at), local_part);
}

void new_parameter(LineParts& parts, Random& random) {
  Pieces parameter(1);
  append_parameter(parameter.front(), parts.verb() == Verb::rcpt ? Verb::rcpt : Verb::mail, random,
                   some_law(random));
  insert(parts.words, parameter, random);
}

void drop_word(LineParts& parts, Random& random) {
  if (parts.words.empty()) return new_parameter(parts, random);
  parts.words.erase(parts.words.begin() + static_cast<std::ptrdiff_t>(random.below(parts.words.size())));
}

/// As it was, or its keyword in another case.
void repeat_word(LineParts& parts, Random& random) {
  if (parts.words.empty()) return new_parameter(parts, random);
  std::string word = random.pick(parts.words);
  if (random.one_in(2)) change_case(word, random);
  insert(parts.words, {word}, random);
}

void new_value(LineParts& parts, Random& random) {
  if (parts.words.empty()) return new_parameter(parts, random);
  std::string& word = random.pick(parts.words);
  const std::string keyword = word.substr(1, std::min(word.find('='), word.size()) - 1);
  const auto* row = std::find_if(
      std::begin(syntax::kParameters), std::end(syntax::kParameters),
      [&](const syntax::ParameterRow& each) { return syntax::equals_ignoring_case(each.keyword, keyword); });
  if (row == std::end(syntax::kParameters)) return change_number(word, random);
  word.resize(1 + keyword.size());
  append_value(word += '=', row->value, random, some_law(random));
}

void new_verb(LineParts& parts, Random& random) {
  const auto verb = static_cast<Verb>(random.between(1, static_cast<std::size_t>(syntax::kLastVerb)));
  parts.head.replace(0, parts.head.find(' '), syntax::name(verb));
}

void new_command(LineParts& parts, Random& random) {
  parts = LineParts(any_command(random, some_law(random)));
}

/// Something within the path or a word.
template <void (*change)(std::string&, Random&)>
void within(LineParts& parts, Random& random) {
  if (parts.words.empty() || random.one_in(2)) {
    change(random.one_in(4) || parts.path.empty() ? parts.head : parts.path, random);
  } else {
    change(random.pick(parts.words), random);
  }
}

void put_word(std::string& text, Random& random) {
  text.insert(random.below(text.size() + 1), random.pick(command_words()));
}

constexpr void (*kMutations[])(LineParts&, Random&) = {
    new_path,     new_domain,          new_local_part,   new_parameter,       drop_word,
    repeat_word,  new_value,           new_verb,         new_command,         within<change_number>,
    within<grow>, within<change_case>, within<put_word>, within<put_trouble>, within<put_trouble>,
};

Pieces invent(Random& random) {
  Pieces words(1);
  append_parameter(words.front(), random.one_in(2) ? Verb::mail : Verb::rcpt, random, some_law(random));
  return words;
}

/// The verb, the path in a few pieces, and the parameters.
Pieces split(std::string_view line) { return split_before(line, " <@>="); }

void mutate_joined(Pieces& pieces, Random& random) {
  std::string line = join(pieces);
  mutate_line(line, random);
  pieces = split(line);
}

constexpr Craft::Mutation kMutationsOfLines[] = {mutate_joined};

}  // namespace

void mutate_line(std::string& line, Random& random) {
  LineParts parts(line);
  random.pick(kMutations)(parts, random);
  line = parts.line();
}

const Craft line_craft{split, invent, kMutationsOfLines};

}  // namespace smtpspec::fuzz
