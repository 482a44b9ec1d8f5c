#include "fuzz/support/transaction_model.hpp"

#include <algorithm>

#include "fuzz/support/smtp_grammar.hpp"

namespace smtpspec::fuzz {
namespace {

using Due = TransactionModel::Due;

constexpr std::size_t kLongestLine = 2048;  // CRLF included: 512 and enough for all extensions

std::string upper(std::string_view text) {
  std::string all(text);
  for (char& c : all) c = 'a' <= c && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return all;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 128; });
}

bool has(std::string_view text, std::string_view octets) {
  return text.find_first_of(octets) != std::string_view::npos;
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

Due TransactionModel::due(std::string_view line) {
  does_ = Does::nothing;
  chunk_size = 0;
  if (line.size() + 2 > kLongestLine || has(line, std::string_view("\r\n\0", 3))) return Due::refused;
  while (line.ends_with(' ') || line.ends_with('\t')) line.remove_suffix(1);
  const std::string verb = upper(line.substr(0, line.find_first_of(" \t")));
  const std::string_view rest = line.substr(verb.size());
  const bool spaced_oddly = rest.starts_with("  ") || has(rest, "\t");
  if (verb == "NOOP") return spaced_oddly ? Due::either : Due::accepted;
  if (verb == "VRFY" || verb == "EXPN" || verb == "HELP" || verb == "ETRN") return Due::either;
  if (verb == "SEND" || verb == "SOML" || verb == "SAML" || verb == "TURN") return Due::unclear;
  if (verb == "BDAT") return due_chunk(line);
  if (spaced_oddly || !is_ascii(line)) return Due::unclear;
  const bool good = is_command(line);
  if (!good && rest.find("  ") != std::string_view::npos) return Due::unclear;
  if (!good) return Due::refused;
  if (verb == "EHLO" || verb == "HELO" || verb == "LHLO") return due_hello(verb, rest.substr(1));
  if (verb == "MAIL") return due_mail(line);
  if (verb == "RCPT") return due_rcpt(line);
  if (verb == "RSET") {
    does_ = Does::reset;
    return Due::accepted;
  }
  if (verb == "DATA") return !recipients.empty() && !chunking && !binary_ ? Due::accepted : Due::refused;
  if (verb == "STARTTLS") return greeted && !tls ? Due::accepted : Due::refused;
  if (verb == "AUTH") return greeted && !open && !authenticated ? Due::either : Due::refused;
  return Due::accepted;  // QUIT
}

Due TransactionModel::due_hello(std::string_view verb, std::string_view name) {
  if ((verb == "LHLO") != world_.lmtp) return Due::refused;
  does_ = Does::hello;
  name_ = name;
  extended_hello_ = verb != "HELO";
  return Due::accepted;
}

Due TransactionModel::due_mail(std::string_view line) {
  if (!greeted || open) return Due::refused;
  const auto [mailbox, given] = argument(line);
  does_ = Does::mail;
  mailbox_ = mailbox;
  given_parameters_ = given;
  if (is_general_literal(split(mailbox).domain)) return Due::refused;
  return due_parameters(true);
}

Due TransactionModel::due_rcpt(std::string_view line) {
  if (!open || chunking || recipients.size() >= world_.max_recipients) return Due::refused;
  const auto [mailbox, given] = argument(line);
  does_ = Does::rcpt;
  mailbox_ = mailbox;
  given_parameters_ = given;
  if (due_recipient(mailbox) == Due::refused) return Due::refused;
  return due_parameters(false);
}

Due TransactionModel::due_recipient(std::string_view mailbox) {
  const Mailbox parts = split(mailbox);
  local_ = parts.domain.empty() || upper(parts.domain) == upper(world_.local_domain);
  if (local_) {
    std::string name = unquoted(parts.local_part);
    for (char& c : name) c = 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    const bool known = std::find(world_.users.begin(), world_.users.end(), name) != world_.users.end();
    return known ? Due::accepted : Due::refused;
  }
  if (is_general_literal(parts.domain)) return Due::refused;
  return authenticated || upper(parts.domain) == upper(world_.relay_domain) ? Due::accepted : Due::refused;
}

/// What was announced is taken where its value is good, and nothing else.
Due TransactionModel::due_parameters(bool on_mail) {
  constexpr std::string_view kOnMail[] = {"SIZE", "BODY", "RET", "ENVID", "AUTH"};
  constexpr std::string_view kOnRcpt[] = {"NOTIFY", "ORCPT"};
  binary_mail_ = false;
  for (std::string_view rest = given_parameters_; !rest.empty();) {
    const std::string_view word = rest.substr(0, rest.find(' '));
    rest.remove_prefix(std::min(word.size() + 1, rest.size()));
    if (!extended) return Due::refused;
    const std::string keyword = upper(word.substr(0, word.find('=')));
    if (on_mail && keyword == "SMTPUTF8") {
      if (word.size() > keyword.size()) return Due::refused;
      continue;
    }
    const bool known = on_mail
                           ? std::find(std::begin(kOnMail), std::end(kOnMail), keyword) != std::end(kOnMail)
                           : std::find(std::begin(kOnRcpt), std::end(kOnRcpt), keyword) != std::end(kOnRcpt);
    if (!known || word.size() == keyword.size()) return Due::refused;
    const std::string_view value = word.substr(keyword.size() + 1);
    if (!is_value(keyword, value)) return Due::refused;
    if (keyword == "SIZE" && exceeds(value, world_.max_size)) return Due::refused;
    if (keyword == "AUTH" && !is_ascii(decoded(value))) return Due::refused;
    binary_mail_ |= keyword == "BODY" && upper(value) == "BINARYMIME";
  }
  return Due::accepted;
}

Due TransactionModel::due_chunk(std::string_view line) {
  constexpr std::size_t kReadable = 9;  // digits: what goes beyond is nothing to be sent here
  if (!is_command(line)) return Due::unclear;
  const std::string_view words = line.substr(std::string_view("BDAT ").size());
  const std::string_view digits = words.substr(0, words.find(' '));
  if (digits.size() > kReadable) return Due::unclear;
  chunk_size = std::stoul(std::string(digits));
  last_chunk = digits.size() < words.size();
  does_ = Does::chunk;
  too_big_ = chunks.size() + chunk_size > world_.max_size;
  return !recipients.empty() && !chunk_failed_ && !too_big_ ? Due::accepted : Due::refused;
}

Due TransactionModel::due_content(std::size_t octets, bool bare_line_ends) const {
  return octets <= world_.max_size && !bare_line_ends ? Due::accepted : Due::refused;
}

void TransactionModel::answered(bool accepted) {
  switch (does_) {
    case Does::nothing:
      return;
    case Does::hello:
      if (!accepted) return;
      greeted = true;
      extended = extended_hello_;
      client_name = name_;
      return forget_transaction();
    case Does::reset:
      if (accepted) forget_transaction();
      return;
    case Does::mail:
      if (!accepted) return;
      open = true;
      reverse_path = mailbox_;
      parameters = given_parameters_;
      binary_ = binary_mail_;
      return;
    case Does::rcpt:
      if (!accepted) return;
      recipients.push_back({mailbox_, given_parameters_});
      only_local &= local_;
      return;
    case Does::chunk:
      if (!accepted && !recipients.empty() && !chunk_failed_ && too_big_) chunking = chunk_failed_ = true;
      if (!accepted) return;
      if (last_chunk) return forget_transaction();
      chunking = true;
      chunks += chunk_;
      return;
  }
}

void TransactionModel::start_tls() {
  forget_transaction();
  greeted = extended = authenticated = false;
  tls = true;
}

void TransactionModel::forget_transaction() {
  open = chunking = chunk_failed_ = binary_ = false;
  reverse_path.clear();
  parameters.clear();
  recipients.clear();
  only_local = true;
  chunks.clear();
}

}  // namespace smtpspec::fuzz
