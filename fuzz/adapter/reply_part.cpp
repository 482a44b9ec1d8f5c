// What a client reads: where the first reply ends, its code and its lines.
#include "fuzz/adapter/answer.hpp"
#include "fuzz/adapter/disagreement.hpp"
#include "fuzz/adapter/parts.hpp"
#include "fuzz/adapter/reply_traits.hpp"
#include "reference/reply/reply.hpp"

#include <array>

namespace smtpspec::fuzz {
namespace {

using reply::Reply;

std::string fields(int code, const std::vector<std::string>& lines) {
  std::string out = std::to_string(code);
  for (const std::string& line : lines) out += " [" + line + "]";
  return out;
}

std::string fields(const smtpspec_answer& answer) {
  std::string out = answer.all(SMTPSPEC_CODE);
  for (const std::string& line : answer[SMTPSPEC_TEXT]) out += " [" + line + "]";
  return out;
}

void compare_fields(const Comparison& comparison, const Reply& ours, const smtpspec_answer& theirs) {
  if (theirs.has(SMTPSPEC_CODE))
    comparison.same("code differs", std::to_string(ours.code), theirs.all(SMTPSPEC_CODE));
  if (theirs.has(SMTPSPEC_TEXT) && theirs[SMTPSPEC_TEXT] != ours.lines)
    comparison.differ("text differs", {.ours = fields(ours.code, ours.lines), .theirs = fields(theirs)});
}

}  // namespace

Disagreements compare_reply(const smtpspec_parser& parser, std::string_view input) {
  reply::ReplyReader reader;
  reader.feed(input);
  const std::optional<Reply> ours = reader.next();

  smtpspec_answer theirs;
  const int verdict = parser.reply(input.data(), input.size(), &theirs);
  if (verdict == SMTPSPEC_PASS) return {};
  Disagreements found;
  const Comparison comparison(found, "reply", ours ? traits_of(*ours) : Traits{"unfinished"});
  const bool well_formed = ours && ours->faults == 0;
  if (verdict == SMTPSPEC_ACCEPTED && !well_formed) {
    const std::string why = ours ? "a malformed reply" : "not finished";
    comparison.differ("accepts", {.ours = why, .theirs = "accepted: " + fields(theirs)});
  } else if (verdict == SMTPSPEC_ACCEPTED) {
    compare_fields(comparison, *ours, theirs);
  } else if (well_formed) {
    const std::string told = verdict == SMTPSPEC_MORE ? "not finished" : "refused";
    comparison.differ("refuses", {.ours = fields(ours->code, ours->lines), .theirs = told});
  }
  return found;
}

}  // namespace smtpspec::fuzz
