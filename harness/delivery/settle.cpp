#include "harness/delivery/settle.hpp"

#include "harness/language/ascii.hpp"
#include "harness/player/mailbox.hpp"
#include "harness/player/match.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace smtpspec::delivery {
namespace {

using language::DeliveredClaim;
using language::equal_ignoring_case;
using language::Piece;
using language::Template;

enum class Holds : std::uint8_t { yes, no, cannot_be_seen };

// The player has filled in every text: one literal part each.
std::string_view literal(const Template& text) {
  if (text.parts.empty()) return {};
  const auto* part = std::get_if<std::string>(&text.parts.front());
  return part == nullptr ? std::string_view() : std::string_view(*part);
}
std::string_view literal(const std::vector<Piece>& pieces) {
  return pieces.empty() ? std::string_view() : literal(pieces.front().text);
}

// RFC 5321 §2.4: the case of a domain does not matter, that of a local-part may.
bool same_mailbox(std::string_view a, std::string_view b) {
  const auto [local_a, domain_a] = player::parts_of(a);
  const auto [local_b, domain_b] = player::parts_of(b);
  if (domain_a.empty() || domain_b.empty()) return equal_ignoring_case(a, b);
  return local_a == local_b && equal_ignoring_case(domain_a, domain_b);
}

bool same_mailboxes(const std::vector<Template>& claimed, const std::vector<std::string>& found) {
  std::vector<std::string> wanted;
  for (const Template& one : claimed) wanted.emplace_back(literal(one));
  return std::is_permutation(found.begin(), found.end(), wanted.begin(), wanted.end(),
                             [](const std::string& a, const std::string& b) { return same_mailbox(a, b); });
}

bool has_bare_line_end(std::string_view octets) {
  for (std::size_t i = 0; i < octets.size(); ++i) {
    if (octets[i] == '\n' && (i == 0 || octets[i - 1] != '\r')) return true;
    if (octets[i] == '\r' && (i + 1 == octets.size() || octets[i + 1] != '\n')) return true;
  }
  return false;
}

std::string_view first_line(std::string_view octets) { return octets.substr(0, octets.find('\n') + 1); }

/// On its way somebody encoded it (RFC 6152 §3), as no scenario does.
bool is_encoded(std::string_view octets) {
  constexpr std::string_view kName = "Content-Transfer-Encoding:";
  while (octets.find('\n') != std::string_view::npos) {
    std::string_view line = first_line(octets);
    octets.remove_prefix(line.size());
    if (line == "\r\n" || line == "\n") return false;
    if (!equal_ignoring_case(line.substr(0, kName.size()), kName)) continue;
    line.remove_prefix(std::min(line.find_first_not_of(" \t", kName.size()), line.size()));
    const std::string_view how = line.substr(0, line.find_first_of(" \t\r\n;("));
    return equal_ignoring_case(how, "base64") || equal_ignoring_case(how, "quoted-printable");
  }
  return false;
}

Holds holds(const DeliveredClaim& claim, const DeliveredMessage& message) {
  const bool about_envelope = claim.from.has_value() || !claim.to.empty();
  if (about_envelope && !message.envelope) return Holds::cannot_be_seen;
  if (claim.from && !same_mailbox(literal(*claim.from), message.from)) return Holds::no;
  if (!claim.to.empty() && !same_mailboxes(claim.to, message.to)) return Holds::no;
  for (const auto* pieces : {&claim.content, &claim.has, &claim.lacks}) {
    if (message.lines_only && has_bare_line_end(literal(*pieces))) return Holds::cannot_be_seen;
  }
  const bool about_content = !claim.content.empty() || !claim.has.empty() || !claim.lacks.empty();
  if (about_content && is_encoded(message.octets)) return Holds::cannot_be_seen;
  const std::string_view octets = behind_trace_fields(message.octets);
  if (!claim.content.empty() && octets != literal(claim.content)) return Holds::no;
  if (!claim.has.empty() && octets.find(literal(claim.has)) == std::string_view::npos) return Holds::no;
  if (!claim.lacks.empty() && octets.find(literal(claim.lacks)) != std::string_view::npos) return Holds::no;
  const bool matches = std::all_of(claim.matches.begin(), claim.matches.end(), [&](const auto& pattern) {
    return player::matches(pattern, message.octets);
  });
  if (!matches) return Holds::no;
  return Holds::yes;
}

Holds holds(const DeliveredClaim& claim, const std::vector<const DeliveredMessage*>& messages) {
  if (claim.count != messages.size()) return Holds::no;
  Holds worst = Holds::yes;
  for (const DeliveredMessage* message : messages) {
    const Holds one = holds(claim, *message);
    if (one == Holds::no) return Holds::no;
    if (one == Holds::cannot_be_seen) worst = one;
  }
  return worst;
}

std::string count_of(std::size_t messages) {
  return std::to_string(messages) + (messages == 1 ? " message" : " messages");
}

std::string where(const std::vector<const DeliveredMessage*>& messages) {
  std::string out = count_of(messages.size());
  for (const DeliveredMessage* message : messages)
    out += (message == messages.front() ? ": " : ", ") + message->source;
  return out;
}

constexpr std::array<std::string_view, 4> kTraceFields = {
    "Return-Path:", "Received:", "Delivered-To:", "X-Original-To:"};

bool is_trace_field(std::string_view line) {
  return std::any_of(kTraceFields.begin(), kTraceFields.end(), [&](std::string_view field) {
    return equal_ignoring_case(line.substr(0, field.size()), field);
  });
}

player::Finding settle_mine(const player::Claim& claim, const std::vector<const DeliveredMessage*>& mine,
                            player::Grade otherwise) {
  player::Finding out{.requirement = claim.requirement,
                      .allowed = "delivered " + std::to_string(claim.claim.count),
                      .observed = where(mine),
                      .at = claim.at,
                      .source = claim.source};
  const auto settled = [&](Holds how, player::Grade grade, const std::string& label) {
    if (how == Holds::no) return false;
    const bool is_seen = how == Holds::yes;
    out.grade = is_seen ? grade : player::Grade::skip;
    out.message = is_seen ? "delivered " + count_of(mine.size()) : "what was delivered does not show this";
    if (!label.empty()) out.message = label + ": " + out.message;
    return true;
  };
  if (settled(holds(claim.claim, mine), player::Grade::pass, {})) return out;
  for (const language::DeliveredRow& row : claim.rows) {
    if (!settled(holds(row.claim, mine), row.grade, row.label)) continue;
    out.at = row.at;
    return out;
  }
  out.grade = otherwise;
  out.message = mine.size() == claim.claim.count ? "delivered, but not as claimed"
                                                 : "delivered " + count_of(mine.size());
  out.message += ", allowed " + out.allowed;
  return out;
}

bool has_row_for(const player::Claim& claim, std::size_t messages) {
  return std::any_of(claim.rows.begin(), claim.rows.end(),
                     [&](const language::DeliveredRow& row) { return row.claim.count == messages; });
}

/// The one that is nearest to what was claimed.
player::Finding settle_copies(const player::Claim& claim, const std::vector<const DeliveredMessage*>& mine,
                              player::Grade otherwise) {
  std::vector<player::Finding> each;
  for (const DeliveredMessage* copy : mine) each.push_back(settle_mine(claim, {copy}, otherwise));
  player::Finding best = *std::min_element(each.begin(), each.end(),
                                           [](const auto& a, const auto& b) { return a.grade < b.grade; });
  best.observed = where(mine);
  if (best.grade != player::Grade::pass) return best;
  best.grade = player::Grade::note;
  best.message = "delivered " + count_of(mine.size()) + ", and one is as claimed";
  return best;
}

}  // namespace

std::string_view behind_trace_fields(std::string_view octets) {
  bool in_trace = false;
  while (octets.find('\n') != std::string_view::npos) {
    const std::string_view line = first_line(octets);
    const bool continues = in_trace && (line.front() == ' ' || line.front() == '\t');
    if (!continues && !is_trace_field(line)) break;
    in_trace = true;
    octets.remove_prefix(line.size());
  }
  return octets;
}

player::Finding settle(const player::Claim& claim, const Arrived& arrived, player::Grade otherwise) {
  std::vector<const DeliveredMessage*> mine;
  for (const DeliveredMessage& message : arrived.messages) {
    if (message.octets.find(claim.token) != std::string::npos) mine.push_back(&message);
  }
  // An alias, an archive or a report may make copies of one (RFC 5321 §3.9.1, §6.1).
  const bool may_be_copies = claim.claim.count == 1 && mine.size() > 1 && !has_row_for(claim, mine.size());
  player::Finding out =
      may_be_copies ? settle_copies(claim, mine, otherwise) : settle_mine(claim, mine, otherwise);
  const auto block = [&](std::string_view why) {
    out.grade = player::Grade::blocked;
    out.message.insert(0, why);
  };
  const bool is_content = out.grade <= player::Grade::note;
  const bool too_few = mine.size() < claim.claim.count && !is_content;
  if (arrived.more_may_come && (too_few || (mine.empty() && is_content)))
    block("mail was still awaited when the run ended: ");
  else if (!arrived.shows_absence && mine.empty() && is_content)
    block("of the whole run no message came out where we look, so that this proves nothing: ");
  return out;
}

}  // namespace smtpspec::delivery
