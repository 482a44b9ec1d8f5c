#include "fuzz/support/transaction_model.hpp"

#include "fuzz/support/naive_base64.hpp"
#include "fuzz/support/naive_header.hpp"
#include "fuzz/support/smtp_grammar.hpp"
#include "fuzz/support/words.hpp"

#include <algorithm>

namespace smtpspec::fuzz {
namespace {

using Due = TransactionModel::Due;

constexpr std::size_t kLongestLine = 2048;  // CRLF included: 512 and enough for all extensions

bool has(std::string_view text, std::string_view octets) {
  return text.find_first_of(octets) != std::string_view::npos;
}

}  // namespace

/// For one reason more.
Due TransactionModel::refuse(std::string_view codes) {
  (said.codes += ' ') += codes;
  return Due::refused;
}

Due TransactionModel::due(std::string_view line) {
  does_ = Does::nothing;
  chunk_size = 0;
  said = {};
  if (line.size() + 2 > kLongestLine) return refuse("500");
  if (has(line, std::string_view("\r\n\0", 3))) return refuse("500 501");
  while (line.ends_with(' ') || line.ends_with('\t')) line.remove_suffix(1);
  const std::string verb = upper(line.substr(0, line.find_first_of(" \t")));
  const std::string_view rest = line.substr(verb.size());
  const bool spaced_oddly = rest.starts_with("  ") || has(rest, "\t");
  const bool known =
      is_one_of(verb, {"EHLO", "HELO", "LHLO", "MAIL", "RCPT", "DATA",     "RSET", "NOOP", "QUIT", "VRFY",
                       "EXPN", "HELP", "ETRN", "BDAT", "AUTH", "STARTTLS", "TURN", "SEND", "SOML", "SAML"});
  if (!known && spaced_oddly) return Due::refused;
  if (!known) return refuse(world_.refuses_sessions ? "500 502 503" : "500 502");
  said.verb = verb;
  if (verb == "BDAT" && world_.offers("CHUNKING")) return due_chunk(line);
  if (const auto code = demand(); !code.empty()) return spaced_oddly ? Due::refused : refuse(code);
  if (verb == "NOOP") return spaced_oddly ? Due::either : Due::accepted;
  if (is_one_of(verb, {"VRFY", "EXPN"})) return spaced_oddly ? Due::either : due_enquiry(rest);
  if (verb == "HELP") return Due::either;
  if (is_one_of(verb, {"ETRN", "TURN", "SEND", "SOML", "SAML"})) return refuse("500 501 502 503");
  if (verb == "BDAT") return spaced_oddly ? Due::refused : refuse("500 502");
  if (spaced_oddly) return Due::unclear;
  if (!is_ascii(line) && verb != "MAIL" && verb != "RCPT") return Due::unclear;
  const bool good = is_command(line);
  if (!good && rest.find("  ") != std::string_view::npos) return Due::unclear;
  return good ? due_command(line, rest.substr(std::min<std::size_t>(1, rest.size()))) : Due::refused;
}

/// The code that says what must come before the verb: a session that is taken (RFC 5321 §3.1), TLS (RFC 3207
/// §4), AUTH (RFC 4954 §6). RSET and the greetings do no harm.
std::string_view TransactionModel::demand() const {
  if (world_.refuses_sessions) return said.verb == "QUIT" ? "" : "503";
  if (is_one_of(said.verb, {"NOOP", "EHLO", "HELO", "LHLO", "STARTTLS", "QUIT", "RSET"})) return {};
  if (world_.tls_required && !tls) return "530";
  return world_.auth_required && !authenticated && said.verb != "AUTH" ? "530" : "";
}

Due TransactionModel::due_command(std::string_view line, std::string_view argument) {
  const std::string& verb = said.verb;
  if (is_one_of(verb, {"EHLO", "HELO", "LHLO"})) return due_hello(argument);
  if (verb == "MAIL") return due_mail(line);
  if (verb == "RCPT") return due_rcpt(line);
  if (verb == "DATA") return due_data();
  if (verb == "AUTH") return due_auth(argument);
  if (verb == "STARTTLS") {
    if (!tls && !world_.offers("STARTTLS")) return refuse("500 502");
    return greeted && !tls ? Due::accepted : refuse("503");
  }
  if (verb == "RSET") does_ = Does::reset;
  return Due::accepted;  // and QUIT
}

/// RFC 5321 §3.5, of what can be a mailbox, with or without domain and brackets.
Due TransactionModel::due_enquiry(std::string_view argument) {
  if (said.verb == "EXPN" && !world_.offers("EXPN")) return refuse("500 502");
  if (argument.empty()) return Due::refused;
  argument.remove_prefix(1);
  if (argument.starts_with('<') && argument.ends_with('>'))
    argument = argument.substr(1, argument.size() - 2);
  if (argument.starts_with('@')) return Due::either;  // no word on routes here
  const Mailbox parts = split(argument);
  const std::string domain(parts.domain.empty() ? world_.local_domain : std::string(parts.domain));
  if (!is_ascii(argument) || !is_path("<" + std::string(parts.local_part) + "@" + domain + ">", true))
    return Due::either;
  const bool local = world_.is_local(domain);
  if (said.verb == "VRFY" && upper(domain) == upper(world_.relay_domain)) return Due::accepted;
  const std::string name = local ? lower(unquoted(parts.local_part)) : "";
  const auto full = [&](const std::string& member) {
    return "<" + member + (member.find('@') == std::string::npos ? "@" + world_.local_domain : "") + ">";
  };
  const auto list = world_.lists.find(name);
  if (said.verb == "EXPN") {
    if (list == world_.lists.end()) return refuse("550");
    said.lines.emplace();
    for (const std::string& member : list->second) said.lines->push_back(full(member));
    return Due::accepted;
  }
  if (list != world_.lists.end()) return Due::either;
  if (const auto moved = world_.moved.find(name); moved != world_.moved.end()) {
    said.mention = "<" + moved->second + ">";
    return refuse("551");
  }
  if (!is_one_of(name, world_.users) && !is_one_of(name, world_.full)) return refuse("550");
  said.mention = full(name);
  return Due::accepted;
}

Due TransactionModel::due_hello(std::string_view name) {
  if ((said.verb == "LHLO") != world_.lmtp) return refuse("500 502 503");
  does_ = Does::hello;
  name_ = name;
  extended_hello_ = said.verb != "HELO";
  said.lines = extended_hello_ ? keyword_lines() : std::vector<std::string>{};
  return Due::accepted;
}

bool TransactionModel::announces(std::string_view keyword) const {
  if (keyword == "STARTTLS" && tls) return false;                        // RFC 3207 §4.2
  if (keyword == "AUTH" && world_.auth_needs_tls && !tls) return false;  // RFC 4954 §4
  return world_.offers(keyword);
}

/// RFC 5321 §4.1.1.1: what can be had now.
std::vector<std::string> TransactionModel::keyword_lines() const {
  std::vector<std::string> lines;
  for (const std::string& keyword : world_.keywords) {
    if (!announces(keyword)) continue;
    std::string& line = lines.emplace_back(keyword);
    if (keyword == "SIZE") (line += ' ') += std::to_string(world_.max_size);
    if (keyword != "AUTH") continue;
    for (const std::string& mechanism : world_.mechanisms) (line += ' ') += mechanism;
  }
  return lines;
}

Due TransactionModel::due_data() {
  if (!mail.open || mail.chunking) return refuse("503");
  if (mail.recipients.empty()) return refuse(world_.lmtp ? "503" : "503 554");
  return mail.body == "BINARYMIME" ? refuse("503") : Due::accepted;
}

Due TransactionModel::due_chunk(std::string_view line) {
  constexpr std::size_t kReadable = 9;  // digits: what goes beyond is nothing to be sent here
  if (!is_command(line)) return Due::unclear;
  const std::string_view words = line.substr(std::string_view("BDAT ").size());
  const std::string_view digits = words.substr(0, words.find(' '));
  if (digits.size() > kReadable) return Due::unclear;
  chunk_size = std::stoul(std::string(digits));
  last_chunk_ = digits.size() < words.size();
  does_ = Does::chunk;
  too_big_ = false;
  if (const auto code = demand(); !code.empty()) return refuse(code);
  if (!mail.open || mail.chunk_failed) return refuse("503");
  if (mail.recipients.empty()) return refuse("503 554");
  too_big_ = !world_.takes(mail.chunks.size() + chunk_size);
  return too_big_ ? refuse("552") : Due::accepted;
}

/// Whether the client is who it says, the exchange shows.
Due TransactionModel::due_auth(std::string_view words) {
  if (!world_.offers("AUTH")) return refuse("500 502");
  if (!greeted || mail.open || authenticated) return refuse("503");
  const std::string mechanism = upper(words.substr(0, words.find(' ')));
  if (!is_one_of(mechanism, world_.mechanisms)) return refuse("504");
  if (world_.auth_needs_tls && !tls) return refuse("538");
  if (words.size() > mechanism.size()) {
    const std::string_view given = words.substr(mechanism.size() + 1);
    if (mechanism == "CRAM-MD5") return refuse("501");  // the server speaks first
    said.initial_response = given == "=" ? "" : octets_of_base64(given);
    if (!said.initial_response) return refuse("501");
  }
  said.mechanism = mechanism;
  return Due::either;
}

Due TransactionModel::due_content(std::string_view content, bool bare_line_ends) {
  said = {.verb = "content"};
  if (!world_.takes(content.size())) return refuse("552");
  return bare_line_ends ? Due::refused : due_message(content);
}

Due TransactionModel::due_message(std::string_view content) {
  return hops(content) <= world_.max_hops ? Due::accepted : refuse("554");
}

void TransactionModel::answered(bool accepted) {
  if (does_ == Does::chunk && too_big_) mail.chunking = mail.chunk_failed = true;
  if (!accepted) return;
  switch (does_) {
    case Does::nothing:
      return;
    case Does::hello:
      greeted = true;
      extended = extended_hello_;
      client_name = name_;
      mail = {};
      return;
    case Does::reset:
      mail = {};
      return;
    case Does::mail:
      mail = mail_;
      return;
    case Does::rcpt:
      mail.recipients.push_back(recipient_);
      return;
    case Does::chunk:
      mail.chunking = true;
      mail.chunks += chunk_;
      return;
  }
}

void TransactionModel::start_tls() {
  mail = {};
  greeted = extended = authenticated = false;
  user.clear();
  tls = true;
}

}  // namespace smtpspec::fuzz
