#include "reference/receiver/mailbox.hpp"

#include "reference/syntax/local_part.hpp"
#include "reference/syntax/octets.hpp"
#include "reference/syntax/print.hpp"

#include <algorithm>

namespace smtpspec::receiver {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

LocalMailbox look_up_name(const Site& site, std::string_view name) {
  if (syntax::equals_ignoring_case(name, "postmaster")) return {Known::postmaster, "postmaster", {}};
  for (const std::string& user : site.users) {
    if (syntax::equals_ignoring_case(name, user)) return {Known::user, user, {}};
  }
  for (const auto& [list, members] : site.lists) {
    if (syntax::equals_ignoring_case(name, list)) return {Known::list, list, {}};
  }
  for (const auto& [old, forward] : site.moved) {
    if (syntax::equals_ignoring_case(name, old)) return {Known::moved, old, forward};
  }
  for (const std::string& full : site.full) {
    if (syntax::equals_ignoring_case(name, full)) return {Known::full, full, {}};
  }
  return {};
}

}  // namespace

std::string lower_case(std::string_view text) {
  std::string lowered(text);
  std::transform(lowered.begin(), lowered.end(), lowered.begin(), lower);
  return lowered;
}

LocalMailbox look_up(const Site& site, std::string_view local_part) {
  if (local_part.starts_with('"')) return look_up_name(site, syntax::unquote_local_part(local_part));
  return look_up_name(site, local_part);
}

DomainFound look_up_domain(const Site& site, std::string_view domain) {
  const auto find = [&](const std::vector<std::string>& domains, DomainIs is) -> DomainFound {
    for (const std::string& known : domains) {
      if (syntax::equals_ignoring_case(domain, known)) return {is, domain == known};
    }
    return {};
  };
  for (const auto* ours : {&site.local_domains, &site.own_literals}) {
    if (const DomainFound found = find(*ours, DomainIs::local); found.is != DomainIs::foreign) return found;
  }
  return find(site.relay_domains, DomainIs::relayed);
}

std::string full_mailbox(const Site& site, std::string_view name) {
  std::string mailbox(name);
  if (name.find('@') == std::string_view::npos && !site.local_domains.empty()) {
    mailbox += '@';
    mailbox += site.local_domains.front();
  }
  return mailbox;
}

SplitMailbox split_mailbox(std::string_view mailbox) {
  const std::size_t at = mailbox.rfind('@');
  if (at == std::string_view::npos || at < syntax::quoted_length(mailbox)) return {mailbox, {}};
  return {mailbox.substr(0, at), mailbox.substr(at + 1)};
}

std::string disguised_mailbox(std::string_view local_part) {
  std::string mailbox(local_part);
  if (const std::size_t bang = mailbox.find('!'); bang != std::string::npos)
    return mailbox.substr(bang + 1) + '@' + mailbox.substr(0, bang);
  if (const std::size_t sign = mailbox.find_last_of("%@"); sign != std::string::npos) {
    mailbox[sign] = '@';
    return mailbox;
  }
  return {};
}

SplitMailbox enquired(std::string_view argument) {
  constexpr std::string_view kKeyword = " SMTPUTF8";
  if (argument.size() > kKeyword.size() &&
      syntax::equals_ignoring_case(argument.substr(argument.size() - kKeyword.size()), kKeyword)) {
    argument.remove_suffix(kKeyword.size());
  }
  if (const std::size_t open = argument.find('<');
      open != std::string_view::npos && argument.ends_with('>')) {
    argument = argument.substr(open + 1, argument.size() - open - 2);
  }
  return split_mailbox(argument);
}

}  // namespace smtpspec::receiver
