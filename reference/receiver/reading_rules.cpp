#include "reference/receiver/reading_rules.hpp"

#include <algorithm>

namespace smtpspec::receiver {

namespace {

using syntax::AfterDot;
using syntax::BeforeDot;
using syntax::ContentRules;
using syntax::DotIs;
using syntax::FramingRules;

constexpr auto kBareLf = by_choice<FramingRules::BareLf>(
    "bare-lf-in-command"_decision, {{"refused", FramingRules::BareLf::refused},
                                    {"data", FramingRules::BareLf::kept},
                                    {"ends-line", FramingRules::BareLf::ends_line},
                                    {"refused-at-once", FramingRules::BareLf::refused_at_once},
                                    {"closes", FramingRules::BareLf::closes}});
constexpr auto kBareCr = by_choice<FramingRules::BareCr>("bare-cr-in-command"_decision,
                                                         {{"refused", FramingRules::BareCr::refused},
                                                          {"data", FramingRules::BareCr::kept},
                                                          {"ends-line", FramingRules::BareCr::ends_line},
                                                          {"dropped", FramingRules::BareCr::stripped},
                                                          {"closes", FramingRules::BareCr::closes}});
constexpr auto kNul =
    by_choice<FramingRules::Nul>("nul-in-command"_decision, {{"refused", FramingRules::Nul::refused},
                                                             {"data", FramingRules::Nul::kept},
                                                             {"ends-line", FramingRules::Nul::cuts_line},
                                                             {"dropped", FramingRules::Nul::stripped},
                                                             {"closes", FramingRules::Nul::closes}});
constexpr auto kTooLong = by_choice<FramingRules::TooLong>(
    "over-long-command-line"_decision, {{"swallowed", FramingRules::TooLong::refused},
                                        {"tail-runs", FramingRules::TooLong::tail_is_command},
                                        {"head-runs", FramingRules::TooLong::head_is_command},
                                        {"both-run", FramingRules::TooLong::head_and_tail_are_commands},
                                        {"taken", FramingRules::TooLong::accepted},
                                        {"closes", FramingRules::TooLong::closes}});
constexpr ByChoice<ContentRules::Bare> kBare[] = {
    {"refused", ContentRules::Bare::kept},           {"kept", ContentRules::Bare::kept},
    {"normalised", ContentRules::Bare::to_crlf},     {"space", ContentRules::Bare::to_space},
    {"removed", ContentRules::Bare::stripped},       {"closes", ContentRules::Bare::closes},
    {"resumes", ContentRules::Bare::refused_resume}, {"gives-up", ContentRules::Bare::closes}};
constexpr auto kBareLfInContent = by_choice("bare-lf-in-content"_decision, kBare);
constexpr auto kBareCrInContent = by_choice("bare-cr-in-content"_decision, kBare);
constexpr auto kNulInContent =
    by_choice<ContentRules::Nul>("nul-in-content"_decision, {{"kept", ContentRules::Nul::kept},
                                                             {"refused", ContentRules::Nul::kept},
                                                             {"removed", ContentRules::Nul::stripped},
                                                             {"space", ContentRules::Nul::to_space},
                                                             {"cuts", ContentRules::Nul::cuts_line}});
constexpr auto kTransparency = by_choice<ContentRules::Transparency>(
    "transparency"_decision, {{"one-dot-removed", ContentRules::Transparency::one_dot_removed},
                              {"only-doubled", ContentRules::Transparency::doubled_dot_only},
                              {"kept", ContentRules::Transparency::kept},
                              {"before-the-end", ContentRules::Transparency::before_the_end}});
struct LongLine {
  std::size_t limit;
  ContentRules::LongLine then;
  bool stuffed_dot_counts = false;
};
constexpr auto kLongLines =
    by_choice<LongLine>("long-text-line"_decision,
                        {{"kept", {syntax::kTextLineLimit, ContentRules::LongLine::kept}},
                         {"1000", {syntax::kTextLineLimit, ContentRules::LongLine::kept}},
                         {"1000-folded", {syntax::kTextLineLimit, ContentRules::LongLine::folded}},
                         {"1000-cut", {syntax::kTextLineLimit, ContentRules::LongLine::cut}},
                         {"1000-with-dot", {syntax::kTextLineLimit, ContentRules::LongLine::kept, true}},
                         {"512", {512, ContentRules::LongLine::kept}},
                         {"512-cut", {512, ContentRules::LongLine::cut}},
                         {"1000-resumes", {syntax::kTextLineLimit, ContentRules::LongLine::refused_resume}}});
// Of all lookalikes; crlf-dot-lf alone has the last two.
constexpr auto kDot = by_choice<DotIs>("crlf-dot-lf"_decision, {{"content", DotIs::content},
                                                                {"ends", DotIs::end},
                                                                {"resumes", DotIs::refused_resume},
                                                                {"closes", DotIs::closes}});

constexpr Lookalike kLookalikes[] = {
    {"lf-dot-lf"_decision, BeforeDot::lf, AfterDot::lf},
    {"lf-dot-crlf"_decision, BeforeDot::lf, AfterDot::crlf},
    {"lf-dot-cr"_decision, BeforeDot::lf, AfterDot::cr},
    {"crlf-dot-lf"_decision, BeforeDot::crlf, AfterDot::lf},
    {"crlf-dot-lf"_decision, BeforeDot::start, AfterDot::lf},
    {"crlf-dot-cr"_decision, BeforeDot::crlf, AfterDot::cr},
    {"crlf-dot-cr"_decision, BeforeDot::start, AfterDot::cr},
    {"cr-dot-cr"_decision, BeforeDot::cr, AfterDot::cr},
    {"cr-dot-lf"_decision, BeforeDot::cr, AfterDot::lf},
    {"cr-dot-crlf"_decision, BeforeDot::cr, AfterDot::crlf},
    {"crcrlf-dot-crcrlf"_decision, BeforeDot::crlf, AfterDot::cr_crlf},
    {"nul-dot"_decision, BeforeDot::crlf_nul, AfterDot::crlf},
    {"dot-nul"_decision, BeforeDot::crlf, AfterDot::nul_crlf},
};

constexpr std::uint64_t kSmallMessage = 32 * 1024;
constexpr std::size_t kCommandLimit = 2048;
constexpr std::size_t kSmallCommandLimit = 400;

/// 512 octets and what RFC 1870, 3030, 4954 and 6531 add to MAIL.
std::size_t limit_with_extensions(const Extensions& offered) {
  struct Addition {
    Extension extension;
    std::size_t octets;
  };
  constexpr Addition kAdditions[] = {{Extension::size, 26},
                                     {Extension::eight_bit_mime, 16},
                                     {Extension::auth, 500},
                                     {Extension::smtputf8, 10},
                                     {Extension::dsn, 524}};
  std::size_t limit = syntax::kCommandLineLimit;
  for (const Addition& addition : kAdditions) {
    if (offered.has(addition.extension)) limit += addition.octets;
  }
  return limit;
}

std::size_t response_limit(std::uint8_t choice) {
  return choice == "response-line-limit=12288"_choice ? syntax::kAuthLineLimit : syntax::kCommandLineLimit;
}

std::size_t command_limit(std::uint8_t choice, const Session& session) {
  switch (choice) {
    case "command-line-limit=512-and-extensions"_choice:
      return limit_with_extensions(session.offered);
    case "command-line-limit=400"_choice:
      return kSmallCommandLimit;
    default:
      return kCommandLimit;
  }
}

}  // namespace

std::span<const Lookalike> lookalikes() { return kLookalikes; }

FramingRules framing_rules(const Counsel& counsel, const Session& session) {
  FramingRules rules{.bare_lf = kBareLf[counsel.peek("bare-lf-in-command"_decision)],
                     .bare_cr = kBareCr[counsel.peek("bare-cr-in-command"_decision)],
                     .nul = kNul[counsel.peek("nul-in-command"_decision)]};
  const bool cuts_responses = counsel.peek("auth-too-long"_decision) == "auth-too-long=tail-runs"_choice;
  if (session.mode == Mode::response) {
    rules.limit = response_limit(counsel.peek("response-line-limit"_decision));
    if (cuts_responses) rules.too_long = FramingRules::TooLong::tail_is_command;
  } else {
    rules.too_long = kTooLong[counsel.peek("over-long-command-line"_decision)];
    // Who cuts at the size of a buffer has one for both.
    rules.limit = cuts_responses ? syntax::kAuthLineLimit
                                 : command_limit(counsel.peek("command-line-limit"_decision), session);
  }
  return rules;
}

/// Who has taken as many octets as the limit without an end knows that the line is too long.
void put_length(std::size_t octets, Counsel& counsel, const Session& session) {
  if (session.mode == Mode::response) {
    if (octets < syntax::kCommandLineLimit) return;
    if (octets >= response_limit(counsel.ask("response-line-limit"_decision)))
      counsel.ask("auth-too-long"_decision);
    return;
  }
  if (octets < kSmallCommandLimit) return;
  const std::size_t limit = command_limit(counsel.ask("command-line-limit"_decision), session);
  counsel.ask("auth-too-long"_decision);
  if (octets >= limit) counsel.ask("over-long-command-line"_decision);
}

ContentRules content_rules(const Counsel& counsel, const Session& session) {
  ContentRules rules;
  for (const Lookalike& lookalike : kLookalikes) {
    rules.set_dot(lookalike.before, lookalike.after, kDot[counsel.peek(lookalike.decision)]);
  }
  if (counsel.peek("crlf-dot-crlf-at-once"_decision) != 0) {
    rules.set_dot(BeforeDot::start, AfterDot::crlf, DotIs::content);
  }
  rules.transparency = kTransparency[counsel.peek("transparency"_decision)];
  rules.white_space_behind_dot = counsel.peek("dot-and-white-space"_decision) != 0;
  rules.transparency_after_bare_lf = counsel.peek("transparency-after-bare-lf"_decision) != 0;
  rules.bare_lf = kBareLfInContent[counsel.peek("bare-lf-in-content"_decision)];
  rules.bare_cr = kBareCrInContent[counsel.peek("bare-cr-in-content"_decision)];
  rules.nul = kNulInContent[counsel.peek("nul-in-content"_decision)];
  const bool declared = session.transaction.body == syntax::Body::eight_bit_mime;
  const bool cleared =
      declared ? counsel.peek("eight-bit-mime"_decision) != 0
               : counsel.peek("eight-bit-content"_decision) == "eight-bit-content=stripped"_choice;
  if (cleared) rules.eight_bit = ContentRules::EightBit::cleared;
  const LongLine& long_line = kLongLines[counsel.peek("long-text-line"_decision)];
  rules.line_limit = long_line.limit;
  rules.long_line = long_line.then;
  rules.stuffed_dot_counts = long_line.stuffed_dot_counts;
  if (session.site->max_size != 0) rules.size_limit = session.site->max_size;
  if (counsel.peek("message-of-64-kilobytes"_decision) != 0)
    rules.size_limit = std::min(rules.size_limit, kSmallMessage);
  if (session.transaction.declared_size != 0 &&
      counsel.peek("declared-size-ends"_decision) == "declared-size-ends=resumes"_choice) {
    rules.size_limit = std::min(rules.size_limit, session.transaction.declared_size);
    rules.too_big = ContentRules::TooBig::refused_resume;
  }
  return rules;
}

ContentRules chunk_rules(const Counsel& counsel) {
  ContentRules rules;
  if (counsel.peek("bdat-octets"_decision) != "bdat-octets=dot-line-ends"_choice) rules.dots = {};
  return rules;
}

syntax::Reading reading(const Counsel& counsel) {
  static constexpr auto kDomainAfter = by_choice<syntax::DomainAfter>(
      "domain-after"_decision,
      {{"last-unquoted", syntax::DomainAfter::last_unquoted_at}, {"first", syntax::DomainAfter::first_at}});
  return {.domain_after = kDomainAfter[counsel.peek("domain-after"_decision)],
          .count_wraps = counsel.peek("bdat-overflow"_decision) != 0};
}

void put_misreadings(const syntax::Command& command, Counsel& counsel) {
  const std::string_view path = command.path.text;
  const auto at_signs = std::count(path.begin(), path.end(), '@');
  const bool quoted = path.find('"') != std::string_view::npos;
  if (at_signs > (quoted ? 0 : 1)) counsel.ask("domain-after"_decision);
  constexpr std::size_t kDigitsOf32Bits = 10;
  if (command.verb == syntax::Verb::bdat && command.argument.size() >= kDigitsOf32Bits) {
    counsel.ask("bdat-overflow"_decision);
  }
}

void put_content(const syntax::ContentReader& reader, Counsel& counsel, const Session& session) {
  using syntax::ContentFault;
  for (const Lookalike& lookalike : kLookalikes) {
    if (reader.met(lookalike.before, lookalike.after)) counsel.ask(lookalike.decision);
  }
  if (reader.met(BeforeDot::start, AfterDot::crlf)) counsel.ask("crlf-dot-crlf-at-once"_decision);
  if (reader.leading_dot()) {
    counsel.ask("transparency"_decision);
    counsel.ask("dot-and-white-space"_decision);
  }
  if (reader.size() > kSmallMessage) counsel.ask("message-of-64-kilobytes"_decision);
  const std::uint64_t declared_size = session.transaction.declared_size;
  if (declared_size != 0 && reader.size() > declared_size) counsel.ask("declared-size-ends"_decision);
  counsel.ask("long-text-line"_decision);
  if (reader.has(ContentFault::bare_lf)) {
    counsel.ask("bare-lf-in-content"_decision);
    counsel.ask("transparency-after-bare-lf"_decision);
  }
  if (reader.has(ContentFault::bare_cr)) counsel.ask("bare-cr-in-content"_decision);
  if (reader.has(ContentFault::nul)) counsel.ask("nul-in-content"_decision);
  if (!reader.has(ContentFault::eight_bit)) return;
  const bool declared = session.transaction.body == syntax::Body::eight_bit_mime;
  counsel.ask(declared ? "eight-bit-mime"_decision : "eight-bit-content"_decision);
}

}  // namespace smtpspec::receiver
