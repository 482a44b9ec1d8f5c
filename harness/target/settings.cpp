#include "harness/target/settings.hpp"

#include <array>

namespace smtpspec::target {
namespace {

constexpr std::string_view kTarget = "Target", kMail = "Addresses", kTls = "TLS and AUTH", kOut = "Delivery";

constexpr auto kSettings = std::to_array<Setting>({
    {"target", &Settings::target, kTarget, "HOST:PORT, [V6]:PORT or unix:/PATH of the server under test", ""},
    {"launch", &Settings::launch, kTarget,
     "start the server under test: a shell command with {port}, {dir} and {sink} to be filled in", ""},
    {"role", &Settings::role, kTarget, "which requirements apply (default: found out)",
     "mta|msa|lmtp|library"},
    {"lmtp", &Settings::lmtp, kTarget, "speak LMTP (the same as --role lmtp)", ""},
    {"lab", &Settings::lab, kTarget, "the target is ours, wherever it is", ""},
    {"stranger", &Settings::stranger, kTarget, "treat the target as a stranger's, wherever it is", ""},
    {"greylist-wait", &Settings::greylist_wait, kTarget, "seconds to wait once where the target greylists",
     "", 86'400},
    {"recipient", &Settings::recipient, kMail, "a mailbox that takes mail (default: postmaster)", ""},
    {"second-recipient", &Settings::second_recipient, kMail, "another one", ""},
    {"unknown-recipient", &Settings::unknown_recipient, kMail, "an address there that does not exist", ""},
    {"foreign-recipient", &Settings::foreign_recipient, kMail, "an address it must not relay to", ""},
    {"relay-domain", &Settings::relay_domain, kMail, "a domain it relays to (its mail comes to --sink-port)",
     ""},
    {"relay-recipient", &Settings::relay_recipient, kMail, "an address there", ""},
    {"moved-recipient", &Settings::moved_recipient, kMail, "an address that gets 251 or 551", ""},
    {"full-recipient", &Settings::full_recipient, kMail, "an address that gets 452", ""},
    {"list", &Settings::list, kMail, "a mailing list for EXPN", ""},
    {"sender", &Settings::sender, kMail, "the reverse-path (default: an address under .test)", ""},
    {"client-name", &Settings::client_name, kMail, "what we call ourselves in EHLO", ""},
    {"tls", &Settings::tls, kTls, "what a session does first (default: found out)", "none|starttls|implicit"},
    {"tls-ca", &Settings::tls_ca, kTls, "a file of certificates to trust", ""},
    {"tls-insecure", &Settings::tls_insecure, kTls, "accept any certificate", ""},
    {"user", &Settings::user, kTls, "log in as", ""},
    {"password", &Settings::password, kTls,
     "its password (seen by every user of this machine: better a file)", ""},
    {"password-file", &Settings::password_file, kTls, "a file whose first line is the password", ""},
    {"sink-port", &Settings::sink_port, kOut, "take what the target relays on this port of loopback", "",
     65'535},
    {"maildir", &Settings::maildir, kOut,
     "where the recipients' mail arrives: a Maildir, an mbox, or a folder of them", ""},
});

}  // namespace

std::span<const Setting> settings() { return kSettings; }

bool allows(const Setting& setting, std::string_view word) {
  std::string_view rest = setting.choices;
  if (rest.empty()) return true;
  for (;;) {
    const auto bar = rest.find('|');
    if (rest.substr(0, bar) == word) return true;
    if (bar == std::string_view::npos) return false;
    rest.remove_prefix(bar + 1);
  }
}

std::string contradiction(const Settings& settings) {
  if (settings.lab == true && settings.stranger == true)
    return "the target is ours (lab) or a stranger's (stranger), not both";
  if (settings.lmtp == true && settings.role && settings.role != "lmtp")
    return "the role of a server that speaks LMTP is lmtp, not " + *settings.role;
  return {};
}

Settings merge(Settings base, const Settings& over) {
  for (const Setting& setting : kSettings) {
    std::visit(
        [&](auto member) {
          if (over.*member) base.*member = over.*member;
        },
        setting.member);
  }
  return base;
}

}  // namespace smtpspec::target
