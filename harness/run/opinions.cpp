#include "harness/run/opinions.hpp"

#include "harness/player/keywords.hpp"
#include "harness/player/mailbox.hpp"
#include "harness/run/dialogue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

namespace smtpspec::run {
namespace {

using oracle::Grade;
using oracle::Oracle;

std::string text_of(const oracle::View& view) {
  if (view.grade == Grade::unexplained) return "nothing is known that this could answer";
  const std::string_view standing = view.grade == Grade::unlawful    ? "not permitted"
                                    : view.grade == Grade::tolerable ? "tolerable"
                                                                     : "permitted";
  std::string out = fmt::format("{}: {} ({})", standing, view.permitted, view.clause);
  if (!view.deviation.empty()) out += fmt::format("; explained by {}", view.deviation);
  return out;
}

/// Site is by default that of the bundled server.
receiver::Site unknown_site() {
  receiver::Site site;
  site.local_domains.clear();
  site.users = {"postmaster"};
  site.relay_domains.clear();
  site.moved.clear();
  site.full.clear();
  site.lists.clear();
  site.active.clear();
  site.credentials.clear();
  site.extensions = {};
  site.seen_from_outside = true;
  return site;
}

void add_people(receiver::Site& site, const player::Circumstances& circumstances) {
  const auto known = [&](std::string_view name) {
    const auto found = circumstances.variables.find(name);
    return found == circumstances.variables.end() ? std::string() : found->second;
  };
  const auto local_part = [&](std::string_view name) {
    return std::string(player::parts_of(known(name)).local_part);
  };
  for (const std::string_view name : {"recipient", "second-recipient"}) {
    const std::string mailbox = known(name);
    if (mailbox.empty()) continue;
    const auto parts = player::parts_of(mailbox);
    site.users.emplace_back(parts.local_part);
    site.local_domains.emplace_back(parts.domain);
  }
  site.nobody = local_part("unknown-recipient");
  const std::string foreign = known("foreign-recipient"), relay = known("relay-recipient");
  site.foreign_domain = player::parts_of(foreign).domain;
  if (const std::string literal = known("own-literal"); !literal.empty()) site.own_literals = {literal};
  if (auto name = local_part("moved-recipient"); !name.empty()) site.moved.emplace(std::move(name), "");
  if (auto name = local_part("full-recipient"); !name.empty()) site.full.push_back(std::move(name));
  if (auto name = local_part("list"); !name.empty()) site.lists.try_emplace(std::move(name));
  if (const auto domain = player::parts_of(relay).domain; !domain.empty())
    site.relay_domains.emplace_back(domain);
}

/// A line of the answer to EHLO.
void add_announced(receiver::Site& site, const std::string& line) {
  const auto words = player::words(line);
  if (words.empty()) return;
  const auto announced = receiver::named(words.front());
  site.extensions.add(announced);
  if (announced.has(receiver::Extension::size) && words.size() > 1)
    std::from_chars(words[1].data(), words[1].data() + words[1].size(), site.max_size);
  if (announced.has(receiver::Extension::auth)) site.mechanisms.assign(words.begin() + 1, words.end());
}

}  // namespace

receiver::Site site_of(const player::Circumstances& circumstances) {
  receiver::Site site = unknown_site();
  add_people(site, circumstances);
  for (const std::string& line : circumstances.ehlo_keywords) add_announced(site, line);
  const auto able = [&all = circumstances.abilities](std::string_view ability) {
    return std::find(all.begin(), all.end(), ability) != all.end();
  };
  site.refuses_sessions = able("refused-session");
  site.tls_required = able("tls-required");
  site.auth_required = able("auth-required");
  site.auth_needs_tls = circumstances.auth_in_tls;
  site.lmtp = circumstances.lmtp;
  site.accept_everybody = circumstances.role == "library";
  return site;
}

void Opinions::add(reports::Exchange& exchange, const player::Entry& entry) {
  if (entry.kind == player::Entry::Kind::event) return;
  auto found = connections_.find(entry.connection);
  if (found == connections_.end()) {
    found = connections_.emplace(entry.connection, Followed{Oracle(site_, entry.in_tls), entry.in_tls}).first;
  }
  Followed& followed = found->second;
  followed.lost = followed.lost || entry.redacted || entry.dropped > 0;
  if (followed.lost) return;
  if (entry.in_tls && !std::exchange(followed.in_tls, true)) followed.oracle.tls_started();
  if (entry.kind == player::Entry::Kind::sent) {
    followed.oracle.sent(entry.octets);
  } else if (const auto reply = reply_in(entry.octets)) {
    const oracle::View view = followed.oracle.received(*reply);
    exchange.oracle = text_of(view);
    exchange.oracle_differs = view.grade == Grade::unlawful;
  }
}

void add_opinions(std::vector<reports::Exchange>& exchanges, const std::vector<player::Entry>& transcript,
                  const std::shared_ptr<const receiver::Site>& site) {
  Opinions opinions(site);
  const std::size_t count = std::min(exchanges.size(), transcript.size());
  for (std::size_t i = 0; i < count; ++i) opinions.add(exchanges[i], transcript[i]);
}

}  // namespace smtpspec::run
