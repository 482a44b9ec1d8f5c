#include "fuzz/generate/command.hpp"

#include "fuzz/generate/characters.hpp"
#include "fuzz/generate/mailbox.hpp"
#include "fuzz/generate/number.hpp"
#include "fuzz/generate/site_words.hpp"
#include "fuzz/generate/value.hpp"

#include <algorithm>
#include <array>

namespace smtpspec::fuzz {
namespace {

using syntax::Verb;

void append_parameter_of(std::string& out, const syntax::ParameterRow& row, Random& random, Law law) {
  (out += ' ') += row.keyword;
  const bool has_value = (row.value != syntax::ValueForm::none) != bends(law, random);
  if (!has_value) return;
  append_value(out += '=', row.value, random, law);
}

/// In the order of the table, so that none comes twice.
void append_parameters(std::string& out, Verb verb, Random& random, Law law) {
  const std::size_t begin = out.size();
  for (const syntax::ParameterRow& row : syntax::kParameters) {
    if (row.on != verb || !random.one_in(6)) continue;
    const std::size_t before = out.size();
    append_parameter_of(out, row, random, law);
    if (law == Law::kept && out.size() + 2 > kLongestCommand) out.resize(before);
  }
  if (bends(law, random)) out += out.substr(begin);
}

void append_path_to(std::string& out, Verb verb, Random& random, Law law) {
  out += verb == Verb::rcpt ? " TO:" : " FROM:";
  append_path(out, verb == Verb::rcpt ? Direction::forward : Direction::reverse, random, law);
  if (random.one_in(2)) append_parameters(out, verb, random, law);
}

/// Without U-labels (RFC 6531 §3.7.1).
void append_host(std::string& out, Random& random, Law law) {
  const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 128; };
  std::string host;
  append_domain(host, random, law);
  while (!std::all_of(host.begin(), host.end(), is_ascii)) append_domain(host = {}, random, law);
  out += host;
}

void append_name(std::string& out, Verb, Random& random, Law law) {
  out += ' ';
  if (random.one_in(4)) {
    append_literal(out, random, law);
  } else {
    append_host(out, random, law);
  }
}

void append_chunk_size(std::string& out, Verb, Random& random, Law law) {
  out += ' ';
  if (bends(law, random)) {
    append_border_number(out, random);
  } else {
    out += std::to_string(random.below(8));
  }
  if (random.one_in(2)) out += " LAST";
}

void append_mechanism(std::string& out, Verb, Random& random, Law law) {
  out += ' ';
  if (bends(law, random)) {
    append_some(out, kLetDig, random.between(20, 21), random);
  } else {
    out += random.pick(mechanism_words());
  }
  if (random.one_in(2)) (out += ' ') += response(random);
}

void append_user(std::string& out, Verb, Random& random, Law law) {
  append_local_part(out += ' ', random, law);
}

void append_nothing(std::string& out, Verb, Random& random, Law law) {
  if (bends(law, random)) append_local_part(out += ' ', random, law);
}

struct Row {
  Verb verb;
  void (*append_argument)(std::string& out, Verb verb, Random& random, Law law);
};
/// In the order of the enumeration.
constexpr auto kRows = std::to_array<Row>({
    {Verb::unknown, append_user},    {Verb::helo, append_name},        {Verb::ehlo, append_name},
    {Verb::mail, append_path_to},    {Verb::rcpt, append_path_to},     {Verb::data, append_nothing},
    {Verb::rset, append_nothing},    {Verb::noop, append_user},        {Verb::quit, append_nothing},
    {Verb::vrfy, append_user},       {Verb::expn, append_user},        {Verb::help, append_nothing},
    {Verb::send, append_path_to},    {Verb::soml, append_path_to},     {Verb::saml, append_path_to},
    {Verb::turn, append_nothing},    {Verb::starttls, append_nothing}, {Verb::auth, append_mechanism},
    {Verb::bdat, append_chunk_size}, {Verb::lhlo, append_name},        {Verb::etrn, append_name},
});
static_assert(std::all_of(kRows.begin(), kRows.end(),
                          [](const Row& row) {
                            return &row == &kRows[static_cast<std::size_t>(row.verb)];
                          }) &&
              kRows.back().verb == syntax::kLastVerb);

/// Of those that a lawful line may have.
constexpr Verb kFirst = Verb::helo;

}  // namespace

std::string command(Verb verb, Random& random, Law law) {
  std::string line(syntax::name(verb));
  kRows[static_cast<std::size_t>(verb)].append_argument(line, verb, random, law);
  return line;
}

std::string any_command(Random& random, Law law) {
  constexpr Verb kOften[] = {Verb::ehlo, Verb::mail, Verb::mail, Verb::rcpt, Verb::rcpt, Verb::bdat};
  const auto any = static_cast<Verb>(random.between(static_cast<std::size_t>(kFirst), kRows.size() - 1));
  return command(random.one_in(2) ? random.pick(kOften) : any, random, law);
}

void append_parameter(std::string& out, Verb verb, Random& random, Law law) {
  const bool lost = bends(law, random);  // on the wrong command
  for (;;) {
    const syntax::ParameterRow& row = random.pick(syntax::kParameters);
    if ((row.on == verb) != lost) return append_parameter_of(out, row, random, law);
  }
}

std::string_view response(Random& random) {
  // "", "\0alice\0secret", "alice", "secret", "no", "bob", a cancellation, and what is not base64
  constexpr std::string_view kResponses[] = {
      "=", "AGFsaWNlAHNlY3JldA==", "YWxpY2U=", "c2VjcmV0", "bm8=", "Ym9i", "*", "YWxpY2U", "YWxpY2U==", "YQ=",
      "!"};
  return random.pick(kResponses);
}

}  // namespace smtpspec::fuzz
