// Command lines, paths and mailboxes: whether they are read, and what is found in them.
#include "fuzz/adapter/answer.hpp"
#include "fuzz/adapter/disagreement.hpp"
#include "fuzz/adapter/parts.hpp"
#include "reference/syntax/octets.hpp"
#include "reference/syntax/print.hpp"

#include <bit>
#include <string>

namespace smtpspec::fuzz {
namespace {

using namespace syntax;

template <class... Bits>
constexpr std::uint32_t set(Bits... bits) {
  return (static_cast<std::uint32_t>(bits) | ...);
}

/// How one part of a parser is compared.
struct Part {
  std::string_view name;
  std::string_view before, after;  ///< what makes a command line of the input
  Features foreign = 0;            ///< features that the grammar of this part has not
  Oddities tolerated = 0;
};
constexpr Part kCommand{.name = "command",
                        .before = "",
                        .after = "",
                        .tolerated = set(Oddity::trailing_space)};  // RFC 5321 §4.1.1 asks for it
constexpr Part kPath{.name = "path", .before = "RCPT TO:", .after = "", .foreign = set(Feature::parameters)};
constexpr Part kMailbox{
    .name = "mailbox",
    .before = "RCPT TO:<",
    .after = ">",
    .foreign = set(Feature::parameters, Feature::source_route, Feature::bare_postmaster, Feature::null_path)};

/// Why we refuse, or what is rare in what we accept.
std::vector<std::string_view> traits_of(const Part& part, const Command& command, bool accepted) {
  if (!accepted && command.oddities != 0) return {describe(command.error)};
  std::vector<std::string_view> out;
  for (Features left = accepted ? command.features : command.features & part.foreign; left != 0;
       left &= left - 1)
    out.push_back(describe(static_cast<Feature>(left & -left)));
  return out;
}

std::string fields(const Command& command) {
  return "local-part " + std::string(command.path.local_part) + ", domain " +
         std::string(command.path.domain);
}

/// What was told.
std::string fields(const smtpspec_answer& answer) {
  std::string out;
  if (answer.has(SMTPSPEC_LOCAL_PART) || answer.has(SMTPSPEC_UNQUOTED_LOCAL_PART))
    out = "local-part " + answer.all(SMTPSPEC_LOCAL_PART) + answer.all(SMTPSPEC_UNQUOTED_LOCAL_PART);
  if (answer.has(SMTPSPEC_DOMAIN))
    out += (out.empty() ? "domain " : ", domain ") + answer.all(SMTPSPEC_DOMAIN);
  return out;
}

/// One difference: where the local-part ends elsewhere, so does the domain begin.
void compare_path_fields(const Comparison& comparison, const Command& ours, const smtpspec_answer& theirs) {
  const std::string local_part = unquote_local_part(ours.path.local_part);
  const Views views{.ours = fields(ours), .theirs = fields(theirs)};
  if ((theirs.has(SMTPSPEC_LOCAL_PART) &&
       unquote_local_part(theirs.all(SMTPSPEC_LOCAL_PART)) != local_part) ||
      (theirs.has(SMTPSPEC_UNQUOTED_LOCAL_PART) && theirs.all(SMTPSPEC_UNQUOTED_LOCAL_PART) != local_part)) {
    comparison.differ("local-part differs", views);
  } else if (theirs.has(SMTPSPEC_DOMAIN) &&
             !equals_ignoring_case(ours.path.domain, theirs.all(SMTPSPEC_DOMAIN))) {
    comparison.differ("domain differs", views);
  }
}

void compare_parameters(const Comparison& comparison, const Command& ours, const smtpspec_answer& theirs) {
  const auto& keywords = theirs[SMTPSPEC_KEYWORD];
  const auto& values = theirs[SMTPSPEC_VALUE];
  comparison.same("number of parameters differs", std::to_string(ours.parameters.size()),
                  std::to_string(keywords.size()));
  for (std::size_t i = 0; i < std::min(keywords.size(), ours.parameters.size()); ++i) {
    if (!equals_ignoring_case(ours.parameters[i].keyword, keywords[i])) {
      comparison.differ("keyword differs",
                        {.ours = std::string(ours.parameters[i].keyword), .theirs = keywords[i]});
    }
    comparison.same("value differs", ours.parameters[i].value,
                    i < values.size() ? std::string_view(values[i]) : std::string_view{});
  }
}

Disagreements compare(const Part& part, smtpspec_reader* read, std::string_view input) {
  static Command ours;
  static std::string line;
  line.assign(part.before).append(input).append(part.after);
  parse_command(line, {}, ours);
  if (ours.verb == Verb::unknown) return {};

  smtpspec_answer theirs;
  const int verdict = read(input.data(), input.size(), &theirs);
  if (verdict == SMTPSPEC_PASS) return {};
  const bool we_accept = (ours.oddities & ~part.tolerated) == 0 && (ours.features & part.foreign) == 0;
  const bool they_accept = verdict == SMTPSPEC_ACCEPTED;
  Disagreements found;
  const std::vector<std::string_view> traits = traits_of(part, ours, we_accept);
  const Comparison comparison(found, part.name, traits);
  if (they_accept && !we_accept) {
    const std::string told = fields(theirs);
    comparison.differ("accepts", {.ours = "refused: " + std::string(traits.front()),
                                  .theirs = told.empty() ? "accepted" : "accepted: " + told});
  } else if (we_accept && !they_accept) {
    comparison.differ("refuses", {.ours = "accepted: " + fields(ours), .theirs = "refused"});
  } else if (we_accept) {
    compare_path_fields(comparison, ours, theirs);
    if (part.foreign == 0 && theirs.has(SMTPSPEC_DOMAIN) && found.empty())
      compare_parameters(comparison, ours, theirs);
  }
  return found;
}

}  // namespace

Disagreements compare_command(const smtpspec_parser& parser, std::string_view input) {
  return compare(kCommand, parser.command, input);
}
Disagreements compare_path(const smtpspec_parser& parser, std::string_view input) {
  return compare(kPath, parser.path, input);
}
Disagreements compare_mailbox(const smtpspec_parser& parser, std::string_view input) {
  return compare(kMailbox, parser.mailbox, input);
}

}  // namespace smtpspec::fuzz
