#pragma once

#include "reference/receiver/extension.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace smtpspec::receiver {

/// What an administrator sets, as opposed to Conduct, which is how the software behaves. A regular value.
struct Site {
  std::string host = "mail.example.test";
  std::string banner_text = "ESMTP smtpspec";
  std::vector<std::string> local_domains = {"example.test"};
  std::vector<std::string> own_literals = {"[127.0.0.1]"};  ///< as good as a local domain (RFC 1123 §5.2.17)
  std::vector<std::string> users = {"alice", "bob", "postmaster"};  ///< local-parts, compared without case
  std::map<std::string, std::string> moved = {
      {"moved", "alice@elsewhere.test"}};    ///< 551 (or 251, by conduct)
  std::vector<std::string> full = {"full"};  ///< 452 to RCPT
  std::map<std::string, std::vector<std::string>> lists = {{"staff", {"alice", "bob"}}};  ///< EXPN
  std::vector<std::string> active = {"alice"};  ///< users at a terminal, for SEND (RFC 821 §3.4)
  std::vector<std::string> relay_domains = {"relay.test"};
  std::map<std::string, std::string> credentials = {{"alice", "secret"}};
  std::vector<std::string> mechanisms = {"PLAIN", "LOGIN", "CRAM-MD5", "SCRAM-SHA-256"};
  bool refuses_sessions = false;              ///< 554 instead of 220 (RFC 5321 §3.1)
  bool starttls = true;                       ///< a certificate exists
  bool tls_required = false;                  ///< 530 to MAIL before TLS
  bool auth_required = false;                 ///< 530 to MAIL before AUTH (an msa)
  bool auth_needs_tls = false;                ///< AUTH offered inside TLS only
  bool lmtp = false;                          ///< RFC 2033: LHLO, a reply a recipient
  bool trusts_client = false;                 ///< as one of its own network: it may relay (RFC 5321 §3.6.2)
  bool accept_everybody = false;              ///< a library that checks no recipient
  std::uint64_t max_size = 10 * 1024 * 1024;  ///< SIZE (RFC 1870)
  std::uint32_t max_recipients = 1000;
  std::uint32_t max_hops = 100;  ///< Received fields a message may have (RFC 5321 §6.3)
  Extensions extensions = {Extension::pipelining, Extension::size,       Extension::eight_bit_mime,
                           Extension::smtputf8,   Extension::chunking,   Extension::enhanced_status_codes,
                           Extension::dsn,        Extension::binarymime, Extension::starttls,
                           Extension::auth,       Extension::help,       Extension::expn,
                           Extension::vrfy};
  std::uint32_t idle_ms = 300'000;  ///< RFC 5321 §4.5.3.2.7
  bool seen_from_outside = false;   ///< other mailboxes, lists and local domains may exist, too
  std::string nobody;               ///< but no mailbox with this local-part
  std::string foreign_domain;       ///< nor is this domain local or relayed for
  bool operator==(const Site&) const = default;
};

}  // namespace smtpspec::receiver
