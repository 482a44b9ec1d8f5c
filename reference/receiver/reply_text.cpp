#include "reference/receiver/keywords.hpp"
#include "reference/receiver/mailbox.hpp"
#include "reference/receiver/reply_writer.hpp"

namespace smtpspec::receiver {

namespace {

using syntax::Verb;

/// The mailbox that RCPT, VRFY or EXPN is about: the new one of a user who moved.
std::string mailbox(const Occasion& occasion) {
  const Site& site = *occasion.session.site;
  const syntax::Command& command = occasion.command;
  const std::string_view name =
      command.verb == Verb::rcpt ? command.path.local_part : enquired(command.argument).local_part;
  const LocalMailbox found = look_up(site, name);
  return full_mailbox(site, found.known == Known::moved ? found.forward : found.name);
}

std::string members(const Occasion& occasion, char separator) {
  const Site& site = *occasion.session.site;
  const LocalMailbox list = look_up(site, enquired(occasion.command.argument).local_part);
  std::string lines;
  const auto found = site.lists.find(std::string(list.name));
  if (found == site.lists.end()) return lines;
  for (const std::string& member : found->second) {
    if (!lines.empty()) lines += separator;
    ((lines += '<') += full_mailbox(site, member)) += '>';
  }
  return lines;
}

/// The first line of the answer to EHLO or HELO.
std::string hello(const Occasion& occasion, Counsel& counsel) {
  const bool lists = occasion.command.verb != Verb::helo;
  if (lists && static_cast<table::EhloForm>(counsel.ask("ehlo-form"_decision)) == table::EhloForm::nameless) {
    return "Welcome";
  }
  std::string line = occasion.session.site->host;
  return (line += " greets ") += occasion.command.argument;
}

std::string stands_for(std::string_view word, const Occasion& occasion, Counsel& counsel) {
  const Site& site = *occasion.session.site;
  if (word == "hello") return hello(occasion, counsel);
  if (word == "host") return site.host;
  if (word == "banner") return site.banner_text;
  if (word == "argument") return std::string(occasion.command.argument);
  if (word == "mailbox") return mailbox(occasion);
  if (word == "members") return members(occasion, '\n');
  if (word == "members-on-one-line") return members(occasion, ' ');
  if (word == "keywords") return keyword_lines(occasion.session, counsel);
  return {};
}

}  // namespace

std::string_view fill_in(std::string_view text, const Occasion& occasion, Counsel& counsel,
                         std::string& storage) {
  if (text.find('{') == std::string_view::npos) return text;
  storage.clear();
  while (!text.empty()) {
    const std::size_t open = text.find('{');
    storage += text.substr(0, open);
    if (open == std::string_view::npos) break;
    const std::size_t close = text.find('}', open);
    storage += stands_for(text.substr(open + 1, close - open - 1), occasion, counsel);
    text.remove_prefix(close + 1);
  }
  return storage;
}

}  // namespace smtpspec::receiver
