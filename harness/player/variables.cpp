#include "harness/player/variables.hpp"

#include "harness/player/expand.hpp"
#include "harness/player/mailbox.hpp"

#include <array>
#include <utility>

namespace smtpspec::player {
namespace {

constexpr std::string_view kFixedDate = "Thu, 01 Jan 2026 00:00:00 +0000";

constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kOptions = {{
    {"client", "--client-name"},
    {"sender", "--sender"},
    {"recipient", "--recipient"},
    {"second-recipient", "--second-recipient"},
    {"unknown-recipient", "--unknown-recipient"},
    {"foreign-recipient", "--foreign-recipient"},
    {"relay-recipient", "--relay-domain"},
    {"moved-recipient", "--moved-recipient"},
    {"full-recipient", "--full-recipient"},
    {"list", "--list"},
    {"user", "--user"},
    {"password", "--password-file"},
}};

using Values = std::map<std::string, std::string, std::less<>>;

std::string value_or(const Values& values, std::string_view name, std::string_view fallback) {
  const auto found = values.find(name);
  return std::string(found == values.end() || found->second.empty() ? fallback
                                                                    : std::string_view(found->second));
}

// What is taken from mailboxes that are known.
void add_parts(Values& values) {
  const auto add = [&values](std::string_view name, std::string_view value) {
    if (!value.empty()) values.try_emplace(std::string(name), value);
  };
  if (const auto sender = values.find("sender"); sender != values.end())
    add("sender-domain", parts_of(sender->second).domain);
  if (const auto recipient = values.find("recipient"); recipient != values.end()) {
    const std::string mailbox = recipient->second;
    add("domain", parts_of(mailbox).domain);
    add("local-part", parts_of(mailbox).local_part);
  }
}

// The fields of a message that no content policy minds (RFC 5322 §3.6), and that says what it is (RFC 3834
// §5).
std::string header(const Values& values) {
  const std::string client = value_or(values, "client", "client.invalid");
  const std::string token = value_or(values, "token", "");
  std::string out;
  out += "From: <" + value_or(values, "sender", "postmaster@" + client) + ">\r\n";
  out += "To: <" + value_or(values, "recipient", "postmaster") + ">\r\n";
  out += "Date: " + value_or(values, "date", kFixedDate) + "\r\n";
  out += "Message-ID: <" + token + "@" + client + ">\r\n";
  out += "Subject: SMTP conformance test " + token + "\r\n";
  out += "Auto-Submitted: auto-generated\r\n";
  out += "X-Smtpspec: " + token + "\r\n";
  return out;
}

}  // namespace

Variables::Variables(const Case& c, const Circumstances& circumstances, std::string_view token)
    : values_(circumstances.variables) {
  values_.insert_or_assign("token", std::string(token));
  values_.try_emplace("date", kFixedDate);
  add_parts(values_);
  values_.try_emplace("header", header(values_));
  if (c.variant == nullptr) return;
  for (const auto& [name, text] : c.variant->values) {
    Expander expander(*c.scenario, *this);
    std::string value = expander.text(text);
    // A value with a hole that nobody fills stays unknown, and so does whatever uses it.
    if (expander.missing().empty()) {
      set(name, std::move(value));
    } else {
      values_.erase(name);
    }
  }
}

const std::string* Variables::find(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? nullptr : &found->second;
}

void Variables::set(std::string_view name, std::string value) {
  values_.insert_or_assign(std::string(name), std::move(value));
}

std::string_view option_for(std::string_view variable) {
  if (variable == "domain" || variable == "local-part") return "--recipient";
  if (variable == "sender-domain") return "--sender";
  for (const auto& [name, option] : kOptions) {
    if (name == variable) return option;
  }
  return {};
}

}  // namespace smtpspec::player
