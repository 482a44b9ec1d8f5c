#include "reference/receiver/message.hpp"

#include "reference/receiver/mailbox.hpp"
#include "reference/syntax/domain.hpp"
#include "reference/syntax/octets.hpp"

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
void append_date(std::string& out, std::string_view due, Counsel& counsel) {
  constexpr std::size_t kYear = 12;
  constexpr std::size_t kZone = 26;
  switch (counsel.ask("received-date"_decision)) {
    case "received-date=two-digit-year"_choice:
      out += due.substr(0, kYear);
      if (due.size() > kYear) out += due.substr(std::min(kYear + 2, due.size()));
      break;
    case "received-date=zone-name"_choice:
      (out += due.substr(0, kZone)) += "UT";
      break;
    default:
      out += due;
  }
}

std::string_view with(std::string_view registered, Counsel& counsel) {
  const std::uint8_t choice = counsel.ask("received-with"_decision);
  if (choice == "received-with=smtp"_choice) return "SMTP";
  return choice == "received-with=unregistered"_choice ? "FASTMAIL" : registered;
}

void append_for(std::string& field, const Session& session, Counsel& counsel) {
  const auto& recipients = session.transaction.recipients;
  if (recipients.empty()) return;
  if (recipients.size() > 1 && counsel.ask("received-for"_decision) == 0) return;
  field += "\r\n\tfor ";
  for (const Recipient& recipient : recipients) {
    if (&recipient != &recipients.front()) field += ", ";
    ((field += '<') += full_mailbox(*session.site, recipient.forward_path)) += '>';
  }
}

/// A name that a client gave cannot break the field: nothing in it begins a comment, a quote or the date.
void append_safely(std::string& out, std::string_view name) {
  constexpr std::string_view kSpecials = "()<>;,\"\\";
  if (name.empty()) name = "unknown";
  // In a literal a parenthesis is one.
  if (syntax::is_address_literal(name)) {
    out += name;
    return;
  }
  for (const char c : name) {
    const bool breaks =
        syntax::is(c, syntax::kControl | syntax::kBlank) || kSpecials.find(c) != kSpecials.npos;
    out += breaks ? '?' : c;
  }
}

void append_received(std::string& field, const Session& session, std::string_view protocol_name,
                     const Circumstances& circumstances, Counsel& counsel) {
  field += "Received:";
  if (counsel.ask("received-from"_decision) == 0) {
    append_safely(field += " from ", session.client_name);
    if (!circumstances.client_address.empty()) ((field += " ([") += circumstances.client_address) += "])";
    field += "\r\n\t";
  } else {
    field += ' ';
  }
  ((field += "by ") += session.site->host) += " with ";
  field += with(protocol_name, counsel);
  append_for(field, session, counsel);
  append_date(field += "; ", circumstances.date, counsel);
  field += "\r\n";
}

bool is_final_delivery(const std::vector<Recipient>& recipients) {
  return std::none_of(recipients.begin(), recipients.end(),
                      [](const Recipient& recipient) { return recipient.relayed; });
}

bool is_named(std::string_view field, std::string_view name) {
  if (!syntax::equals_ignoring_case(field.substr(0, name.size()), name)) return false;
  field.remove_prefix(name.size());
  return field.substr(std::min(field.find_first_not_of(" \t"), field.size())).starts_with(':');
}

/// Takes a field, folded or not, from the front of a header.
std::string_view take_field(std::string_view& header) {
  std::size_t end = header.find("\r\n");
  while (end != header.npos && end + 2 < header.size() && syntax::is(header[end + 2], syntax::kBlank))
    end = header.find("\r\n", end + 2);
  const std::string_view field = header.substr(0, end == header.npos ? end : end + 2);
  header.remove_prefix(field.size());
  return field;
}

/// Where the header ends: the offset behind the last field.
std::size_t end_of_header(std::string_view content) {
  if (content.starts_with("\r\n")) return 0;
  const std::size_t end = content.find("\r\n\r\n");
  return end == std::string_view::npos ? content.size() : end + 2;
}

void append_without_return_path(std::string& out, std::string_view header, Counsel& counsel) {
  while (!header.empty()) {
    const std::string_view field = take_field(header);
    if (!is_named(field, "Return-Path") || counsel.ask("old-return-path"_decision) != 0) out += field;
  }
}

void append_return_path(std::string& out, const Session& session) {
  ((out += "Return-Path: <") += session.transaction.reverse_path) += ">\r\n";
}

std::string with_trace_fields(std::string_view content, const Session& session,
                              std::string_view protocol_name, const Circumstances& circumstances,
                              Counsel& counsel) {
  constexpr std::size_t kUsualTraceFields = 512;
  std::string out;
  out.reserve(content.size() + kUsualTraceFields);
  const std::uint8_t place = is_final_delivery(session.transaction.recipients)
                                 ? counsel.ask("return-path"_decision)
                                 : "return-path=no"_choice;
  const std::uint8_t field = counsel.ask("received-field"_decision);
  if (place == "return-path=yes"_choice) append_return_path(out, session);
  if (field == "received-field=first"_choice)
    append_received(out, session, protocol_name, circumstances, counsel);
  if (place == "return-path=behind-received"_choice) append_return_path(out, session);
  const std::size_t header = end_of_header(content);
  if (place == "return-path=no"_choice) {
    out += content.substr(0, header);
  } else {
    append_without_return_path(out, content.substr(0, header), counsel);
  }
  if (field == "received-field=last"_choice)
    append_received(out, session, protocol_name, circumstances, counsel);
  out += content.substr(header);
  return out;
}

}  // namespace

std::size_t received_fields(std::string_view content) {
  std::string_view header = content.substr(0, end_of_header(content));
  std::size_t received = 0;
  while (!header.empty()) received += is_named(take_field(header), "Received") ? 1 : 0;
  return received;
}

Message make_message(const Session& session, const Circumstances& circumstances, Counsel& counsel) {
  const Transaction& transaction = session.transaction;
  const std::uint64_t declared = transaction.declared_size;
  std::string_view content = transaction.content;
  if (declared != 0 && content.size() > declared && counsel.ask("declared-size-ends"_decision) != 0)
    content = content.substr(0, static_cast<std::size_t>(declared));
  const std::string protocol_name = protocol(session);
  return {.helo = session.client_name,
          .protocol = protocol_name,
          .reverse_path = transaction.reverse_path,
          .parameters = transaction.parameters,
          .recipients = transaction.recipients,
          .content = with_trace_fields(content, session, protocol_name, circumstances, counsel),
          .user = session.user};
}

}  // namespace smtpspec::receiver
