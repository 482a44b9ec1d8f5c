#include "reference/receiver/forward_path.hpp"

#include "reference/receiver/mailbox.hpp"
#include "reference/syntax/octets.hpp"
#include "reference/syntax/print.hpp"

namespace smtpspec::receiver {

namespace {

bool is_own_name(const Site& site, std::string_view host) {
  return syntax::equals_ignoring_case(host, site.host) || look_up_domain(site, host).is == DomainIs::local;
}

/// Takes "@host" and its comma from the front of a route.
std::string_view take_host(std::string_view& route) {
  const std::size_t comma = route.find(',');
  std::string_view host = route.substr(0, comma);
  route = comma == std::string_view::npos ? std::string_view{} : route.substr(comma + 1);
  if (host.starts_with('@')) host.remove_prefix(1);
  return host;
}

/// "@me:joe@a" from "joe@a", "@me,@x:joe@a" from "@x:joe@a".
std::string passed_on(std::string_view own_name, std::string_view reverse_path) {
  std::string path = "@";
  path += own_name;
  path += reverse_path.starts_with('@') ? ',' : ':';
  path += reverse_path;
  return path;
}

void follow_route(const Site& site, const std::string& reverse_path, std::string_view route,
                  Recipient& recipient, Ruling& silent) {
  std::string_view rest = route;
  if (const std::string_view first = take_host(rest); is_own_name(site, first)) route = rest;
  if (route.empty()) return;
  recipient.relayed = true;
  std::string_view behind = route;
  recipient.next_hop = take_host(behind);
  recipient.forward_path = std::string(route) + ':' + recipient.forward_path;
  if (!reverse_path.empty() && silent.ask("route-in-reverse-path"_decision) != 0) {
    recipient.reverse_path = passed_on(site.host, reverse_path);
  }
}

std::string relayed_mailbox(const syntax::Path& path, Ruling& silent) {
  const std::string lowered = lower_case(path.local_part);
  const bool lower = lowered != path.local_part && silent.ask("local-part-case"_decision) != 0;
  std::string mailbox = lower ? lowered : std::string(path.local_part);
  return (mailbox += '@') += path.domain;
}

}  // namespace

std::string mailbox_text(const syntax::Path& path) {
  std::string text;
  text.reserve(path.local_part.size() + 1 + path.domain.size());
  text += path.local_part;
  if (!path.domain.empty()) (text += '@') += path.domain;
  return text;
}

Recipient make_recipient(const Site& site, const std::string& reverse_path, const syntax::Command& command,
                         Effects effects, Ruling& silent) {
  Recipient recipient;
  recipient.relayed = (effects & effect::relayed) != 0;
  if (recipient.relayed) {
    const bool disguised = look_up_domain(site, command.path.domain).is == DomainIs::local;
    recipient.forward_path = disguised
                                 ? disguised_mailbox(syntax::unquote_local_part(command.path.local_part))
                                 : relayed_mailbox(command.path, silent);
    recipient.next_hop = split_mailbox(recipient.forward_path).domain;
  } else {
    recipient.forward_path = mailbox_text(command.path);
    const LocalMailbox mailbox = look_up(site, command.path.local_part);
    if (mailbox.known == Known::moved) {
      recipient.forward_path = mailbox.forward;
      recipient.relayed = true;
      recipient.next_hop = split_mailbox(mailbox.forward).domain;
    }
  }
  if ((effects & effect::route_by_source) != 0)
    follow_route(site, reverse_path, command.path.route, recipient, silent);
  return recipient;
}

}  // namespace smtpspec::receiver
