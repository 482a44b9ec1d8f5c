#include "fuzz/support/smtp_grammar.hpp"
#include "fuzz/support/transaction_model.hpp"
#include "fuzz/support/words.hpp"

#include <algorithm>

/// MAIL, RCPT and their parameters.
namespace smtpspec::fuzz {
namespace {

using Due = TransactionModel::Due;

/// One refusal is enough.
Due all_of(std::initializer_list<Due> parts) {
  return std::find(parts.begin(), parts.end(), Due::refused) != parts.end() ? Due::refused : Due::accepted;
}

/// The path of MAIL or RCPT, brackets taken off, and what stands behind it.
struct Argument {
  std::string_view mailbox, parameters;
};
Argument argument(std::string_view line) {
  const std::string_view path = line.substr(line.find('<'));
  const std::size_t length = path_end(path);
  std::string_view mailbox = path.substr(1, length - 2);
  if (mailbox.starts_with('@')) mailbox.remove_prefix(mailbox.find(':') + 1);
  return {mailbox, path.substr(std::min(length + 1, path.size()))};
}

/// Also where the digits are more than a number of the machine holds.
bool exceeds(std::string_view digits, std::size_t most) {
  constexpr std::size_t kReadable = 19;
  digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size() - 1));
  return digits.size() > kReadable || std::stoull(std::string(digits)) > most;
}

bool is_general_literal(std::string_view domain) {
  return domain.find(':') != std::string_view::npos && !upper(domain).starts_with("[IPV6:");
}

}  // namespace

Due TransactionModel::due_mail(std::string_view line) {
  if (!greeted || mail.open) return refuse("503");
  const auto [mailbox, given] = argument(line);
  does_ = Does::mail;
  mail_ = {.open = true, .reverse_path = std::string(mailbox), .parameters = std::string(given)};
  const Due parameters = due_parameters(given, true);
  const Due literal = is_general_literal(split(mailbox).domain) ? refuse("501") : Due::accepted;
  if (!mail_.smtputf8 && !is_ascii(line)) return refuse("550");  // RFC 6531 §3.5
  return all_of({parameters, literal});
}

Due TransactionModel::due_rcpt(std::string_view line) {
  if (!mail.open || mail.chunking) return refuse("503");
  const auto [mailbox, given] = argument(line);
  does_ = Does::rcpt;
  recipient_ = {.mailbox = std::string(mailbox), .parameters = std::string(given)};
  const Due number = mail.recipients.size() < world_.max_recipients ? Due::accepted : refuse("452");
  const Due characters = mail.smtputf8 || is_ascii(line) ? Due::accepted : refuse("553");  // RFC 6531 §3.5
  return all_of({number, due_recipient(mailbox), due_parameters(given, false), characters});
}

Due TransactionModel::due_recipient(std::string_view mailbox) {
  const Mailbox parts = split(mailbox);
  recipient_.local = parts.domain.empty() || world_.is_local(parts.domain);
  if (!recipient_.local) {
    recipient_.domain = parts.domain;
    if (is_general_literal(parts.domain)) return refuse("501");
    const bool relayed =
        authenticated || world_.takes_everybody || upper(parts.domain) == upper(world_.relay_domain);
    return relayed ? Due::accepted : refuse("550 551");
  }
  const std::string name = lower(unquoted(parts.local_part));
  if (const auto moved = world_.moved.find(name); moved != world_.moved.end()) {
    said.mention = "<" + moved->second + ">";
    return refuse("551");
  }
  if (is_one_of(name, world_.full)) return refuse("452 552");
  const bool known = is_one_of(name, world_.users) || world_.lists.contains(name);
  return known || world_.takes_everybody ? Due::accepted : refuse("550");
}

Due TransactionModel::due_parameters(std::string_view parameters, bool on_mail) {
  if (parameters.empty()) return Due::accepted;
  if (!extended) return refuse("503 555");
  Due due = Due::accepted;
  while (!parameters.empty()) {
    const std::string_view word = parameters.substr(0, parameters.find(' '));
    parameters.remove_prefix(std::min(word.size() + 1, parameters.size()));
    due = all_of({due, due_parameter(word, on_mail)});
  }
  return due;
}

/// What was announced is taken where its value is good, and nothing else (RFC 5321 §4.1.1.11).
Due TransactionModel::due_parameter(std::string_view word, bool on_mail) {
  struct Parameter {
    std::string_view keyword, extension;
    bool on_mail;
  };
  constexpr Parameter kParameters[] = {{"SIZE", "SIZE", true},         {"BODY", "8BITMIME", true},
                                       {"SMTPUTF8", "SMTPUTF8", true}, {"AUTH", "AUTH", true},
                                       {"RET", "DSN", true},           {"ENVID", "DSN", true},
                                       {"NOTIFY", "DSN", false},       {"ORCPT", "DSN", false}};
  const std::string keyword = upper(word.substr(0, word.find('=')));
  const auto known = std::find_if(std::begin(kParameters), std::end(kParameters), [&](const Parameter& each) {
    return each.keyword == keyword && each.on_mail == on_mail && announces(each.extension);
  });
  if (known == std::end(kParameters)) return refuse("555");
  const bool valued = word.size() > keyword.size();
  if (keyword == "SMTPUTF8") {
    mail_.smtputf8 = true;
    return valued ? refuse("501") : Due::accepted;
  }
  if (!valued) return refuse("501");
  const std::string_view value = word.substr(keyword.size() + 1);
  if (!is_value(keyword, value)) return refuse("501");
  if (keyword == "AUTH" && !is_ascii(decoded(value))) return refuse("501");
  if (keyword == "AUTH" && !authenticated) {  // RFC 4954 §5
    const std::size_t at = mail_.parameters.find(word);
    mail_.parameters.replace(at + word.size() - value.size(), value.size(), "<>");
  }
  if (keyword == "BODY") mail_.body = upper(value);
  if (keyword == "BODY" && mail_.body == "BINARYMIME" && !world_.offers("BINARYMIME")) return refuse("501");
  if (keyword == "SIZE") mail_.size = value;
  return keyword == "SIZE" && world_.max_size != 0 && exceeds(value, world_.max_size) ? refuse("552")
                                                                                      : Due::accepted;
}

}  // namespace smtpspec::fuzz
