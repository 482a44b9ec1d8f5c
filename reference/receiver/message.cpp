#include "reference/receiver/message.hpp"

#include <algorithm>

namespace smtpspec::receiver {

namespace {

/// The registered names (RFC 5321 §4.4, RFC 3848, RFC 6531 §4.3).
std::string protocol(const Session& session) {
  std::string name;
  if (session.transaction.smtputf8) {
    name = session.site->lmtp ? "UTF8LMTP" : "UTF8SMTP";
  } else if (session.site->lmtp) {
    name = "LMTP";
  } else {
    name = session.extended ? "ESMTP" : "SMTP";
  }
  if (!session.extended) return name;
  if (session.tls) name += 'S';
  if (session.authenticated) name += 'A';
  return name;
}

/// "Thu, 01 Jan 1970 00:00:00 +0000" as conduct writes it.
std::string date(const std::string& due, Counsel& counsel) {
  constexpr std::size_t kYear = 12;
  constexpr std::size_t kZone = 26;
  std::string written = due;
  switch (static_cast<table::ReceivedDate>(counsel.ask("received-date"_decision))) {
    case table::ReceivedDate::as_due:
      break;
    case table::ReceivedDate::two_digit_year:
      written.erase(std::min(kYear, written.size()), 2);
      break;
    case table::ReceivedDate::zone_name:
      written.replace(std::min(kZone, written.size()), std::string::npos, "UT");
      break;
  }
  return written;
}

std::string_view with(const std::string& registered, Counsel& counsel) {
  static constexpr std::string_view kOthers[] = {"SMTP", "FASTMAIL"};
  const std::uint8_t choice = counsel.ask("received-with"_decision);
  return choice == 0 ? std::string_view(registered) : kOthers[choice - 1];
}

void append_for(std::string& field, const Session& session, Counsel& counsel) {
  const auto& recipients = session.transaction.recipients;
  if (recipients.empty()) return;
  if (recipients.size() > 1 && counsel.ask("received-for"_decision) == 0) return;
  field += "\r\n\tfor ";
  for (const Recipient& recipient : recipients) {
    if (&recipient != &recipients.front()) field += ", ";
    ((field += '<') += recipient.forward_path) += '>';
  }
}

/// A name that a client gave cannot break the field.
std::string safe(std::string name) {
  std::replace_if(
      name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7f; },
      '?');
  return name.empty() ? "unknown" : name;
}

std::string received(const Session& session, const std::string& protocol_name,
                     const Circumstances& circumstances, Counsel& counsel) {
  std::string field = "Received:";
  if (counsel.ask("received-from"_decision) == 0) {
    (field += " from ") += safe(session.client_name);
    if (!circumstances.client_address.empty()) ((field += " ([") += circumstances.client_address) += "])";
    field += "\r\n\t";
  } else {
    field += ' ';
  }
  ((field += "by ") += session.site->host) += " with ";
  field += with(protocol_name, counsel);
  append_for(field, session, counsel);
  return ((field += "; ") += date(circumstances.date, counsel)) += "\r\n";
}

bool is_final_delivery(const std::vector<Recipient>& recipients) {
  return std::none_of(recipients.begin(), recipients.end(),
                      [](const Recipient& recipient) { return recipient.relayed; });
}

/// Where the header ends: the offset behind the last field.
std::size_t end_of_header(std::string_view content) {
  if (content.starts_with("\r\n")) return 0;
  const std::size_t end = content.find("\r\n\r\n");
  return end == std::string_view::npos ? content.size() : end + 2;
}

void add_trace_fields(std::string& content, const Session& session, const std::string& protocol_name,
                      const Circumstances& circumstances, Counsel& counsel) {
  enum : std::uint8_t { kReturnPathFirst, kNoReturnPath, kReturnPathBehind };
  std::string return_path;
  std::uint8_t place = kNoReturnPath;
  if (is_final_delivery(session.transaction.recipients)) {
    place = counsel.ask("return-path"_decision);
    return_path = "Return-Path: <" + session.transaction.reverse_path + ">\r\n";
  }
  std::string top = place == kReturnPathFirst ? return_path : std::string();
  switch (static_cast<table::ReceivedField>(counsel.ask("received-field"_decision))) {
    case table::ReceivedField::first:
      top += received(session, protocol_name, circumstances, counsel);
      break;
    case table::ReceivedField::missing:
      break;
    case table::ReceivedField::last:
      content.insert(end_of_header(content), received(session, protocol_name, circumstances, counsel));
      break;
  }
  if (place == kReturnPathBehind) top += return_path;
  content.insert(0, top);
}

}  // namespace

Message make_message(const Session& session, const Circumstances& circumstances, Counsel& counsel) {
  const Transaction& transaction = session.transaction;
  Message message{.helo = session.client_name,
                  .protocol = protocol(session),
                  .reverse_path = transaction.reverse_path,
                  .parameters = transaction.parameters,
                  .recipients = transaction.recipients,
                  .content = transaction.content,
                  .user = session.user};
  const std::uint64_t declared = transaction.declared_size;
  if (declared != 0 && message.content.size() > declared && counsel.ask("declared-size-ends"_decision) != 0) {
    message.content.resize(static_cast<std::size_t>(declared));
  }
  add_trace_fields(message.content, session, message.protocol, circumstances, counsel);
  return message;
}

}  // namespace smtpspec::receiver
