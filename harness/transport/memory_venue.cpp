#include "harness/transport/memory_venue.hpp"

#include "harness/transport/memory.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace smtpspec::transport {
namespace {

/// Needs that hold where the site is set up so.
struct SiteNeed {
  std::string_view need;
  bool receiver::Site::*setting;
};
constexpr SiteNeed kSiteNeeds[] = {{"refused-session", &receiver::Site::refuses_sessions},
                                   {"auth-required", &receiver::Site::auth_required},
                                   {"tls-required", &receiver::Site::tls_required}};

}  // namespace

MemoryVenue memory_venue(const language::Scenario& scenario) {
  constexpr std::string_view kNot = "not:";
  // Small, so that what happens beyond them can be seen; over the least that RFC 5321 §4.5.3.1 asks for.
  constexpr std::uint64_t kSize = 100'000;
  constexpr std::uint32_t kRecipients = 150;
  MemoryVenue out{.circumstances = reference_circumstances()};
  out.site.max_size = kSize;
  out.site.max_recipients = kRecipients;
  const bool for_lmtp = std::any_of(scenario.given.begin(), scenario.given.end(),
                                    [](const language::Given& given) { return given.word == "lhlo"; });
  if (!scenario.roles.empty()) out.circumstances.role = scenario.roles.front();
  if (for_lmtp) out.circumstances.role = "lmtp";
  if (out.circumstances.role == "lmtp") {
    out.site.lmtp = out.circumstances.lmtp = true;
    out.circumstances.abilities.emplace_back("unix");
  }
  if (!scenario.era.empty()) out.circumstances.era = scenario.era;
  for (const std::string& need : scenario.needs) {
    if (need.starts_with(kNot)) out.site.extensions.remove(receiver::named(need.substr(kNot.size())));
    for (const SiteNeed& demanded : kSiteNeeds) {
      if (need != demanded.need) continue;
      out.site.*demanded.setting = true;
      out.circumstances.abilities.emplace_back(need);
    }
  }
  return out;
}

}  // namespace smtpspec::transport
