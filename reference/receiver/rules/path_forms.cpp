#include "reference/receiver/rules/rules.hpp"
#include "reference/syntax/octets.hpp"

#include <algorithm>

namespace smtpspec::receiver::rules {

namespace {

struct Form {
  Feature feature;
  DecisionId decision;
};

constexpr Form kForms[] = {
    {Feature::source_route, "source-route"_decision},
    {Feature::quoted_local_part, "quoted-local-part"_decision},
    {Feature::quoted_pair, "quoted-pair"_decision},
    {Feature::ipv4_literal, "ipv4-literal"_decision},
    {Feature::ipv6_literal, "ipv6-literal"_decision},
    {Feature::general_literal, "general-literal"_decision},
    {Feature::single_label_domain, "single-label-domain"_decision},
};

constexpr syntax::Features kAnyForm = [] {
  syntax::Features any = 0;
  for (const Form& form : kForms) any |= static_cast<syntax::Features>(form.feature);
  return any;
}();

constexpr std::size_t kNoLimit = static_cast<std::size_t>(-1);

/// A decision whose choices are limits: those that `size` exceeds come into question.
struct Limit {
  DecisionId decision;
  std::size_t limits[3];  // in the order of the choices
};
constexpr Limit kLocalPart = {"local-part-limit"_decision, {64, kNoLimit, 32}};
constexpr Limit kDomain = {"domain-limit"_decision, {255, kNoLimit, 64}};
constexpr Limit kPath = {"path-limit"_decision, {256, kNoLimit, 128}};

bool put_limit(const Limit& limit, std::size_t size, Ruling& ruling) {
  unsigned exceeded = 0;
  for (unsigned i = 0; i < std::size(limit.limits); ++i) {
    if (size > limit.limits[i]) exceeded |= 1U << i;
  }
  return exceeded != 0 && ruling.put(limit.decision, exceeded);
}

/// A domain with a label that is too long counts as one that is (RFC 1035 §2.3.4).
std::size_t domain_size(const Command& command) {
  const std::size_t size = command.path.domain.size();
  return has(command.oddities, Oddity::long_domain) ? std::max(size, kDomain.limits[0] + 1) : size;
}

bool only_plain_characters(std::string_view local_part) {
  return std::all_of(local_part.begin(), local_part.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == '_';
  });
}

}  // namespace

bool put_path_forms(const Session& session, const Command& command, Ruling& ruling) {
  const syntax::Path& path = command.path;
  for (const Form& form : kForms) {
    if ((command.features & kAnyForm) == 0) break;
    if (has(command.features, form.feature) && ruling.put(form.decision)) return true;
  }
  const bool quoted = has(command.features, Feature::quoted_local_part);
  if (quoted && path.local_part.find('@') != std::string_view::npos && ruling.put("quoted-at"_decision))
    return true;
  if (has(command.features, Feature::utf8)) {
    const auto asked = std::any_of(command.parameters.begin(), command.parameters.end(), [](const auto& p) {
      return syntax::equals_ignoring_case(p.keyword, "SMTPUTF8");
    });
    const bool allowed = session.offered.has(Extension::smtputf8) && (session.transaction.smtputf8 || asked);
    const DecisionId without = command.verb == syntax::Verb::rcpt ? "utf8-without-smtputf8"_decision
                                                                  : "utf8-sender-without-smtputf8"_decision;
    if (ruling.put(allowed ? "smtputf8-mailbox"_decision : without)) return true;
  } else if (!quoted && !only_plain_characters(path.local_part) &&
             !has(command.oddities, Oddity::bad_local_part) && ruling.put("atext"_decision)) {
    return true;
  }
  return put_limit(kLocalPart, path.local_part.size(), ruling) ||
         put_limit(kDomain, domain_size(command), ruling) || put_limit(kPath, path.text.size() + 2, ruling);
}

}  // namespace smtpspec::receiver::rules
