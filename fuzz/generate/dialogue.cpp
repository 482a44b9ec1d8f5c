#include "fuzz/generate/dialogue.hpp"

#include "fuzz/generate/command.hpp"
#include "fuzz/generate/content.hpp"
#include "fuzz/generate/mailbox.hpp"
#include "fuzz/generate/site_words.hpp"

#include <algorithm>

namespace smtpspec::fuzz {
namespace {

using syntax::Verb;

std::string line(std::string text) { return text += "\r\n"; }

/// What a receiver takes that knows the users of site_words.hpp and offers what most offer.
std::string accepted_mail(Reach reach, Random& random) {
  constexpr std::string_view kParameters[] = {"",          " SIZE=10",  " BODY=8BITMIME", " SMTPUTF8",
                                              " RET=HDRS", " ENVID=a1", " AUTH=<>"};
  std::string command = "MAIL FROM:<";
  if (!random.one_in(4)) {
    append_local_part(command, random, Law::kept);
    command += '@' + random.pick(domain_words());
  }
  command += '>';
  const bool is_ascii = std::all_of(command.begin(), command.end(), [](char c) { return '\0' < c; });
  if (!is_ascii) command += " SMTPUTF8";
  if (reach == Reach::chunks && random.one_in(2)) return line(command += " BODY=BINARYMIME");
  return line(command += is_ascii ? random.pick(kParameters) : "");
}

std::string accepted_recipient(Random& random) {
  constexpr std::string_view kParameters[] = {"", "", " NOTIFY=NEVER", " ORCPT=rfc822;a",
                                              " NOTIFY=DELAY,FAILURE"};
  std::string command = "RCPT TO:<" + random.pick(known_users()) + "@" + random.pick(known_domains()) + ">";
  return line(command += random.pick(kParameters));
}

void add_recipients(Dialogue& dialogue, Random& random) {
  for (std::size_t more = random.one_in(2) ? 1 : random.between(1, 5); more > 0; --more)
    dialogue.push_back(accepted_recipient(random));
}

void add_content(Dialogue& dialogue, Random& random) {
  dialogue.emplace_back("DATA\r\n");
  append_content(dialogue.emplace_back(), content_size(random), random);
}

/// A few chunks; the last is often empty.
void add_chunks(Dialogue& dialogue, Random& random, Law law) {
  const std::size_t chunks = random.between(1, 3);
  for (std::size_t i = 1; i <= chunks; ++i) {
    const bool last = i == chunks;
    const std::size_t size = last && random.one_in(2) ? 0 : content_size(random);
    dialogue.push_back(chunk(size, last != bends(law, random), random, law));
  }
}

void add_exchange(Dialogue& dialogue, Random& random, Law law) {
  dialogue.push_back(line(command(Verb::auth, random, law)));
  for (std::size_t more = random.below(3); more > 0; --more)
    dialogue.push_back(line(std::string(response(random))));
}

void add_tls(Dialogue& dialogue, Random& random, Law law) {
  dialogue.push_back(line(command(Verb::starttls, random, law)));
  dialogue.push_back(line(command(Verb::ehlo, random, law)));
}

void add_command(Dialogue& dialogue, Random& random, Law law) {
  dialogue.push_back(line(any_command(random, law)));
}

}  // namespace

Dialogue lawful_way(Reach reach, Random& random) {
  Dialogue dialogue;
  dialogue.push_back(line(random.one_in(4) ? command(Verb::ehlo, random, Law::kept) : "EHLO a.test"));
  if (reach == Reach::greeted) return dialogue;
  dialogue.push_back(accepted_mail(reach, random));
  if (reach == Reach::sender) return dialogue;
  add_recipients(dialogue, random);
  if (reach == Reach::content) add_content(dialogue, random);
  if (reach == Reach::chunks) add_chunks(dialogue, random, Law::kept);
  return dialogue;
}

Dialogue some_pieces(Random& random, Law law) {
  constexpr void (*kPieces[])(Dialogue&, Random&, Law) = {
      add_command,
      add_command,
      add_command,
      add_chunks,
      add_exchange,
      add_tls,
      [](Dialogue& dialogue, Random& chance, Law) { add_content(dialogue, chance); },
      [](Dialogue& dialogue, Random& chance, Law) { add_recipients(dialogue, chance); }};
  Dialogue dialogue;
  random.pick(kPieces)(dialogue, random, law);
  return dialogue;
}

std::string chunk(std::size_t size, bool last, Random& random, Law law) {
  std::string text = "BDAT " + std::to_string(size) + (last ? " LAST\r\n" : "\r\n");
  const std::size_t there = bends(law, random) ? size + 1 - (size > 0 ? random.below(3) : 0) : size;
  return text.append(there, random.pick(std::string_view("x.\r\n\0", 5)));
}

}  // namespace smtpspec::fuzz
