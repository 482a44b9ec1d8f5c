#include "reference/receiver/keywords.hpp"
#include "reference/receiver/mailbox.hpp"
#include "reference/receiver/reply_writer.hpp"

namespace smtpspec::receiver {

namespace {

using syntax::Verb;

/// The mailbox that RCPT, VRFY or EXPN is about: the new one of a user who moved.
void append_mailbox(std::string& out, const Occasion& occasion) {
  const Site& site = *occasion.session.site;
  const syntax::Command& command = occasion.command;
  const std::string_view name =
      command.verb == Verb::rcpt ? command.path.local_part : enquired(command.argument).local_part;
  const LocalMailbox found = look_up(site, name);
  out += full_mailbox(site, found.known == Known::moved ? found.forward : found.name);
}

void append_members(std::string& out, const Occasion& occasion, char separator) {
  const Site& site = *occasion.session.site;
  const LocalMailbox list = look_up(site, enquired(occasion.command.argument).local_part);
  const auto found = site.lists.find(std::string(list.name));
  if (found == site.lists.end()) return;
  for (const std::string& member : found->second) {
    if (&member != &found->second.front()) out += separator;
    ((out += '<') += full_mailbox(site, member)) += '>';
  }
}

/// The first line of the answer to EHLO or HELO.
void append_hello(std::string& out, const Occasion& occasion, Counsel& counsel) {
  const bool lists = occasion.command.verb != Verb::helo;
  if (lists && counsel.ask("ehlo-form"_decision) == "ehlo-form=nameless"_choice) {
    out += "Welcome";
  } else {
    const std::string_view name = occasion.command.argument;
    ((out += occasion.session.site->host) += " greets ") += name.substr(0, name.find_first_of("\r\n"));
  }
}

void append_meaning(std::string& out, std::string_view word, const Occasion& occasion, Counsel& counsel) {
  const Site& site = *occasion.session.site;
  if (word == "hello") return append_hello(out, occasion, counsel);
  if (word == "host") out += site.host;
  if (word == "banner") out += site.banner_text;
  if (word == "argument") out += occasion.command.argument;
  if (word == "mailbox") append_mailbox(out, occasion);
  if (word == "members") append_members(out, occasion, '\n');
  if (word == "members-on-one-line") append_members(out, occasion, ' ');
  if (word == "keywords") append_keyword_lines(out, occasion.session, counsel);
}

}  // namespace

std::string_view fill_in(std::string_view text, const Occasion& occasion, Counsel& counsel,
                         std::string& storage) {
  if (text.find('{') == std::string_view::npos) return text;
  constexpr std::size_t kMost = 256;
  storage.clear();
  storage.reserve(kMost);
  while (!text.empty()) {
    const std::size_t open = text.find('{');
    storage += text.substr(0, open);
    if (open == std::string_view::npos) break;
    const std::size_t close = text.find('}', open);
    append_meaning(storage, text.substr(open + 1, close - open - 1), occasion, counsel);
    text.remove_prefix(close + 1);
  }
  return storage;
}

}  // namespace smtpspec::receiver
