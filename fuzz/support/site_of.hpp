#pragma once

#include "fuzz/support/require.hpp"
#include "fuzz/support/world.hpp"
#include "reference/receiver/site.hpp"

#include <memory>
#include <utility>

namespace smtpspec::fuzz {

inline receiver::Extension extension_of(std::string_view keyword) {
  using enum receiver::Extension;
  static constexpr std::pair<std::string_view, receiver::Extension> kExtensions[] = {
      {"PIPELINING", pipelining},
      {"SIZE", size},
      {"8BITMIME", eight_bit_mime},
      {"ENHANCEDSTATUSCODES", enhanced_status_codes},
      {"SMTPUTF8", smtputf8},
      {"CHUNKING", chunking},
      {"BINARYMIME", binarymime},
      {"DSN", dsn},
      {"STARTTLS", starttls},
      {"AUTH", auth},
      {"HELP", help},
      {"EXPN", expn},
      {"VRFY", vrfy}};
  for (const auto& [known, extension] : kExtensions)
    if (keyword == known) return extension;
  fail("a world has extensions that are known");
}

/// The receiver is told of the world.
inline std::shared_ptr<const receiver::Site> site_of(const World& world) {
  receiver::Site site;
  site.host = world.host;
  site.local_domains = {world.local_domain};
  site.own_literals = {world.own_literal};
  site.relay_domains = {world.relay_domain};
  site.users = world.users;
  site.full = world.full;
  site.moved = world.moved;
  site.lists = world.lists;
  site.mechanisms = world.mechanisms;
  site.max_size = world.max_size;
  site.max_recipients = static_cast<std::uint32_t>(world.max_recipients);
  site.max_hops = static_cast<std::uint32_t>(world.max_hops);
  site.lmtp = world.lmtp;
  site.refuses_sessions = world.refuses_sessions;
  site.tls_required = world.tls_required;
  site.auth_required = world.auth_required;
  site.auth_needs_tls = world.auth_needs_tls;
  site.accept_everybody = world.takes_everybody;
  site.extensions = {};
  for (const std::string& keyword : world.keywords) site.extensions.add(extension_of(keyword));
  return std::make_shared<const receiver::Site>(site);
}

}  // namespace smtpspec::fuzz
