#include "reference/receiver/reading_rules.hpp"

#include <algorithm>

namespace smtpspec::receiver {

namespace {

using syntax::AfterDot;
using syntax::BeforeDot;
using syntax::ContentRules;
using syntax::DotIs;
using syntax::FramingRules;

// Each in the order of the choices of its decision.
constexpr FramingRules::BareLf kBareLf[] = {
    FramingRules::BareLf::refused, FramingRules::BareLf::kept, FramingRules::BareLf::ends_line,
    FramingRules::BareLf::refused_at_once, FramingRules::BareLf::closes};
constexpr FramingRules::BareCr kBareCr[] = {FramingRules::BareCr::refused, FramingRules::BareCr::kept,
                                            FramingRules::BareCr::ends_line, FramingRules::BareCr::stripped,
                                            FramingRules::BareCr::closes};
constexpr FramingRules::Nul kNul[] = {FramingRules::Nul::refused, FramingRules::Nul::kept,
                                      FramingRules::Nul::cuts_line, FramingRules::Nul::stripped,
                                      FramingRules::Nul::closes};
constexpr FramingRules::TooLong kTooLong[] = {
    FramingRules::TooLong::refused,         FramingRules::TooLong::tail_is_command,
    FramingRules::TooLong::head_is_command, FramingRules::TooLong::head_and_tail_are_commands,
    FramingRules::TooLong::accepted,        FramingRules::TooLong::closes};
constexpr ContentRules::Bare kBareInContent[] = {
    ContentRules::Bare::kept,           ContentRules::Bare::kept,     ContentRules::Bare::to_crlf,
    ContentRules::Bare::to_space,       ContentRules::Bare::stripped, ContentRules::Bare::closes,
    ContentRules::Bare::refused_resume, ContentRules::Bare::closes};
constexpr ContentRules::Nul kNulInContent[] = {ContentRules::Nul::kept, ContentRules::Nul::kept,
                                               ContentRules::Nul::stripped, ContentRules::Nul::to_space,
                                               ContentRules::Nul::cuts_line};
constexpr ContentRules::Transparency kTransparency[] = {
    ContentRules::Transparency::one_dot_removed, ContentRules::Transparency::doubled_dot_only,
    ContentRules::Transparency::kept, ContentRules::Transparency::before_the_end};
struct LongLine {
  std::size_t limit;
  ContentRules::LongLine then;
  bool stuffed_dot_counts = false;
};
constexpr LongLine kLongLines[] = {{syntax::kTextLineLimit, ContentRules::LongLine::kept},
                                   {syntax::kTextLineLimit, ContentRules::LongLine::kept},
                                   {syntax::kTextLineLimit, ContentRules::LongLine::folded},
                                   {syntax::kTextLineLimit, ContentRules::LongLine::cut},
                                   {syntax::kTextLineLimit, ContentRules::LongLine::kept, true},
                                   {512, ContentRules::LongLine::kept},
                                   {512, ContentRules::LongLine::cut},
                                   {syntax::kTextLineLimit, ContentRules::LongLine::refused_resume}};
constexpr DotIs kDot[] = {DotIs::content, DotIs::end, DotIs::refused_resume, DotIs::closes};

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
constexpr std::uint8_t kResumes = 2;  // declared-size-ends=resumes
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
  return choice == 0 ? syntax::kAuthLineLimit : syntax::kCommandLineLimit;
}

std::size_t command_limit(std::uint8_t choice, const Session& session) {
  switch (choice) {
    case 1:
      return limit_with_extensions(session.offered);
    case 2:
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
  constexpr std::uint8_t kTailRuns = 3;  // auth-too-long=tail-runs
  const bool cuts_responses = counsel.peek("auth-too-long"_decision) == kTailRuns;
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
  rules.bare_lf = kBareInContent[counsel.peek("bare-lf-in-content"_decision)];
  rules.bare_cr = kBareInContent[counsel.peek("bare-cr-in-content"_decision)];
  rules.nul = kNulInContent[counsel.peek("nul-in-content"_decision)];
  const bool declared = session.transaction.body == syntax::Body::eight_bit_mime;
  constexpr std::uint8_t kStripped = 2;  // eight-bit-content=stripped
  const bool cleared = declared ? counsel.peek("eight-bit-mime"_decision) != 0
                                : counsel.peek("eight-bit-content"_decision) == kStripped;
  if (cleared) rules.eight_bit = ContentRules::EightBit::cleared;
  const LongLine& long_line = kLongLines[counsel.peek("long-text-line"_decision)];
  rules.line_limit = long_line.limit;
  rules.long_line = long_line.then;
  rules.stuffed_dot_counts = long_line.stuffed_dot_counts;
  if (session.site->max_size != 0) rules.size_limit = session.site->max_size;
  if (counsel.peek("message-of-64-kilobytes"_decision) != 0)
    rules.size_limit = std::min(rules.size_limit, kSmallMessage);
  if (session.transaction.declared_size != 0 && counsel.peek("declared-size-ends"_decision) == kResumes) {
    rules.size_limit = std::min(rules.size_limit, session.transaction.declared_size);
    rules.too_big = ContentRules::TooBig::refused_resume;
  }
  return rules;
}

ContentRules chunk_rules(const Counsel& counsel) {
  constexpr std::uint8_t kDotLineEnds = 2;  // bdat-octets=dot-line-ends
  ContentRules rules;
  if (counsel.peek("bdat-octets"_decision) != kDotLineEnds) rules.dots = {};
  return rules;
}

syntax::Reading reading(const Counsel& counsel) {
  static constexpr syntax::DomainAfter kDomainAfter[] = {
      syntax::DomainAfter::last_unquoted_at, syntax::DomainAfter::first_at, syntax::DomainAfter::last_at};
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
