#include "fuzz/generate/value.hpp"

#include "fuzz/generate/mailbox.hpp"
#include "fuzz/mutator/pieces.hpp"
#include "fuzz/mutator/text.hpp"

namespace smtpspec::fuzz {
namespace {

void append_parameter_value(std::string& out, Random& random, Law law) {
  append_value(out, random.pick(syntax::kParameters).value, random, law);
}
void append_any_xtext(std::string& out, Random& random, Law law) {
  append_xtext(out, length(kLongestEnvid, random, law), random, law);
}

void append_base64(std::string& out, Random& random, Law law) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  constexpr std::string_view kEnds[] = {"", "AA==", "Zg==", "Zm8=", "Zm/8"};
  constexpr std::string_view kWrongEnds[] = {"A", "AA", "AB==", "Zo==", "AAB=", "AAC=", "A===", "=", "Zm-_"};
  for (std::size_t digits = 4 * random.between(0, 4); digits > 0; --digits) out += random.pick(kDigits);
  out += bends(law, random) ? random.pick(kWrongEnds) : random.pick(kEnds);
}

/// Literals come without their brackets, too.
void append_address(std::string& out, Random& random, Law law) {
  std::string literal;
  append_literal(literal, random, law);
  out += random.one_in(2) ? literal : literal.substr(1, literal.size() - 2);
}

Pieces invent(Random& random) {
  constexpr void (*kParts[])(std::string&, Random&, Law) = {
      append_parameter_value, append_parameter_value, append_domain,    append_address,
      append_any_path,        append_local_part,      append_any_xtext, append_base64};
  Pieces pieces(1);
  random.pick(kParts)(pieces.front(), random, some_law(random));
  return pieces;
}

Pieces split(std::string_view value) { return split_before(value, ".,:;@+=-<>[] "); }

void renew(Pieces& pieces, Random& random) { pieces = invent(random); }

template <void (*change)(std::string&, Random&)>
void within(Pieces& pieces, Random& random) {
  std::string value = join(pieces);
  change(value, random);
  pieces = split(value);
}

constexpr Craft::Mutation kMutations[] = {
    renew,       renew, within<change_number>, within<change_case>, within<put_trouble>, within<put_trouble>,
    within<grow>};

}  // namespace

const Craft value_craft{split, invent, kMutations};

}  // namespace smtpspec::fuzz
