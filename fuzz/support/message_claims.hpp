#pragma once

#include "fuzz/support/hosted_receiver.hpp"
#include "fuzz/support/require.hpp"
#include "fuzz/support/smtp_grammar.hpp"
#include "fuzz/support/transaction_model.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace smtpspec::fuzz {

inline std::string joined(const std::vector<std::string>& parameters) {
  std::string text;
  for (const std::string& parameter : parameters) (text += text.empty() ? "" : " ") += parameter;
  return text;
}

/// RFC 3848, and RFC 6531 §4.3 where the transaction is internationalised.
inline std::string protocol_of(const World& world, const TransactionModel& model) {
  if (!model.extended) return "SMTP";
  const std::string name = model.mail.smtputf8 ? world.lmtp ? "UTF8LMTP" : "UTF8SMTP"
                           : world.lmtp        ? "LMTP"
                                               : "ESMTP";
  return name + (model.tls ? "S" : "") + (model.authenticated ? "A" : "");
}

/// A path has a domain (RFC 5321 §4.4), though <Postmaster> had none.
inline std::string with_domain(const World& world, const std::string& mailbox) {
  return split(mailbox).domain.empty() ? mailbox + "@" + world.local_domain : mailbox;
}

inline bool is_final(const TransactionModel::Mail& mail) {
  bool final = true;
  for (const auto& recipient : mail.recipients) final &= recipient.local;
  return final;
}

/// The trace fields of RFC 5321 §4.4, unfolded: Return-Path where delivery is final, Received always. It
/// names a recipient only where there is no other (§7.2).
inline std::string trace_of(const World& world, const TransactionModel& model) {
  const TransactionModel::Mail& mail = model.mail;
  std::string trace = is_final(mail) ? "Return-Path: <" + mail.reverse_path + ">\r\n" : "";
  trace += "Received: from " + model.client_name + " ([" + std::string(kClientAddress) + "]) by " +
           world.host + " with " + protocol_of(world, model);
  if (mail.recipients.size() == 1)
    trace += " for <" + with_domain(world, mail.recipients.front().mailbox) + ">";
  return trace + "; " + std::string(kDate) + "\r\n";
}

/// RFC 5322 §2.2.3
inline std::string unfolded(std::string text) {
  for (std::size_t at; (at = text.find("\r\n\t")) != std::string::npos;) text.replace(at, 3, " ");
  return text;
}

inline void check_recipient(const receiver::Recipient& given, const TransactionModel::Recipient& due) {
  require(given.forward_path == due.mailbox, "a forward-path is that of RCPT");
  require(joined(given.parameters) == due.parameters, "the parameters are those of RCPT");
  require(given.relayed != due.local, "who is not local is relayed to, and nobody else");
  require(given.next_hop == due.domain, "a message is relayed to the domain of the mailbox");
}

/// What the host was given is what was sent. `content` is what is due behind the trace fields.
inline void check_message(const World& world, const TransactionModel& model, const receiver::Message& message,
                          std::string_view content) {
  const TransactionModel::Mail& mail = model.mail;
  require(message.helo == model.client_name, "the client is who said EHLO last");
  require(message.user == model.user, "the user is who authenticated");
  require(message.protocol == protocol_of(world, model), "the protocol is the one that was spoken");
  require(message.reverse_path == mail.reverse_path, "the reverse-path is that of MAIL");
  require(joined(message.parameters) == mail.parameters, "the parameters are those of MAIL");
  require(message.recipients.size() == mail.recipients.size(), "every recipient gets it, and nobody else");
  for (std::size_t i = 0; i < mail.recipients.size(); ++i)
    check_recipient(message.recipients[i], mail.recipients[i]);
  require(message.content.ends_with(content), "what is stored is what was sent");
  const std::string trace = message.content.substr(0, message.content.size() - content.size());
  require(unfolded(trace) == trace_of(world, model), "trace fields say who sent what to whom, how and when");
}

}  // namespace smtpspec::fuzz
