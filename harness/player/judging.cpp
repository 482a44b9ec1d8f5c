#include "harness/player/judging.hpp"

#include "harness/language/words.hpp"

namespace smtpspec::player {
namespace {

void append_allowed(std::string& out, Grade grade, std::string_view text) {
  if (is_breach(grade)) return;
  if (!out.empty()) out += " | ";
  if (grade != Grade::pass) out += "(" + std::string(language::name(grade)) + ") ";
  out += text;
}

template <class Row>
void give_row(Session& session, const Row& row, const Happening& happening, const std::string& allowed) {
  std::string message = happening.brief;
  if (row.grade != Grade::pass) message += ", allowed " + allowed;
  if (!row.label.empty()) message = row.label + ": " + message;
  session.grade({.grade = row.grade,
                 .message = std::move(message),
                 .requirement = row.cites,
                 .allowed = allowed,
                 .observed = happening.observed,
                 .at = row.at});
  if (row.grade == Grade::blocked) session.expect_retry();
}

}  // namespace

std::string allowed(std::string_view own, const std::vector<language::Alternative>& alternatives) {
  std::string out(own);
  for (const language::Alternative& alternative : alternatives)
    append_allowed(out, alternative.grade, alternative.expect.text_of_source);
  return out;
}

std::string allowed(const language::Outcome& outcome) {
  std::string out;
  for (const language::OutcomeRow& row : outcome.rows) append_allowed(out, row.grade, row.text_of_source);
  return out;
}

void give(Session& session, const language::Alternative& alternative, const Happening& happening,
          const std::string& allowed) {
  give_row(session, alternative, happening, allowed);
  if (alternative.ends) session.end_case();
}

void give(Session& session, const language::OutcomeRow& row, const Happening& happening,
          const std::string& allowed) {
  give_row(session, row, happening, allowed);
}

void give_pass(Session& session, language::Position at, const Happening& happening,
               const std::string& allowed) {
  session.grade({.grade = Grade::pass,
                 .message = happening.brief,
                 .allowed = allowed,
                 .observed = happening.observed,
                 .at = at});
}

void give_unlisted(Session& session, const Graded& graded, const Happening& happening,
                   const std::string& allowed) {
  session.grade({.grade = graded.grade,
                 .message = happening.brief + " (" + std::string(graded.why) + "), allowed " + allowed,
                 .allowed = allowed,
                 .observed = happening.observed});
  if (graded.grade == Grade::blocked) session.expect_retry();
  session.end_case();
}

void give_lost_reply(Session& session, std::string what, const std::string& allowed) {
  session.grade({.grade = Grade::fail,
                 .message = std::move(what) + ", although NOOP was answered twice then",
                 .requirement = "RFC5321-4.2-a",
                 .allowed = allowed});
  session.end_case();
}

}  // namespace smtpspec::player
