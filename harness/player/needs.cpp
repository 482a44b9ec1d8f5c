#include "harness/player/needs.hpp"

#include <algorithm>

namespace smtpspec::player {
namespace {

constexpr std::string_view kNot = "not:";
constexpr std::string_view kEsmtp = "esmtp";

std::string why_unmet(std::string_view need, const Connection& connection) {
  if (need == kEsmtp) return connection.esmtp ? "" : "EHLO is not taken";
  if (need.starts_with(kNot)) {
    need.remove_prefix(kNot.size());
    return connection.keywords.has(need) ? std::string(need) + " is announced" : "";
  }
  // RFC 3207 §4.2: not announced any more once TLS is up.
  const bool has = connection.keywords.has(need) || (need == "STARTTLS" && connection.offered_starttls);
  return has ? "" : std::string(need) + " is not announced";
}

}  // namespace

bool is_about_ehlo(std::string_view need) {
  return need == kEsmtp || need.starts_with(kNot) ||
         std::any_of(need.begin(), need.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::string not_announced(const language::Scenario& scenario, const Connection& connection) {
  for (const std::string& need : scenario.needs) {
    if (!is_about_ehlo(need)) continue;
    if (std::string why = why_unmet(need, connection); !why.empty()) return why;
  }
  return {};
}

}  // namespace smtpspec::player
