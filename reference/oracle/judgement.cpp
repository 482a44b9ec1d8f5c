#include "reference/oracle/judgement.hpp"

#include "reference/receiver/decisions.hpp"

#include <algorithm>
#include <vector>

namespace smtpspec::oracle {

using receiver::operator""_decision;
using receiver::Permitted;
using receiver::Ruling;
using receiver::Standing;

namespace {

const Permitted* best(const Ruling& ruling, bool (*wanted)(const Permitted&, int), int code) {
  const Permitted* found = nullptr;
  for (const Permitted& permitted : ruling.permitted()) {
    if (wanted(permitted, code) && (found == nullptr || permitted.standing < found->standing))
      found = &permitted;
  }
  return found;
}

bool has_code(const Permitted& permitted, int code) { return permitted.answer().code == code; }
/// It finds fault with the command, so that any code that does is about as good: the name of the client is no
/// fault of RCPT, and none that any code of EHLO finds.
bool refuses(const Permitted& permitted, int) {
  return permitted.refuses() && permitted.decision != "client-name-at-rcpt"_decision &&
         permitted.decision != "client-name-at-hello"_decision;
}
bool has_class(const Permitted& permitted, int code) { return permitted.answer().code / 100 == code / 100; }

/// A refusal that is named beside the success of a good command: it may be policy, or pass.
bool may_be_policy(const Ruling& ruling, const Permitted& refusal) {
  const int code = refusal.answer().code;
  return refusal.refuses() && refusal.decision == ruling.permitted().back().decision &&
         (code < 500 || is_policy(code));
}

/// Whether a message is wanted has nothing to do with how it is sent.
bool is_about_storing(const Permitted& permitted) {
  return permitted.decision == "store-failed"_decision || permitted.decision == "store-refused"_decision;
}

/// Who would be right to find another fault may have found that one.
bool is_refused_anyway(const Ruling& ruling, const Permitted& refusal) {
  const auto permitted = ruling.permitted();
  return refusal.refuses() && std::any_of(permitted.begin(), permitted.end(), [&](const Permitted& other) {
           return other.decision != refusal.decision && refuses(other, 0) && !is_about_storing(other) &&
                  other.standing <= Standing::warn;
         });
}

Standing worst(Standing a, Standing b) { return std::max(a, b); }

Judgement judged(const Permitted& permitted, Standing standing, bool follows) {
  Judgement judgement{.grade = grade_of(standing), .clause = permitted.clause};
  if (follows) judgement.chosen = permitted;
  if (judgement.grade == Grade::unlawful) {
    const auto& choices = receiver::decisions()[permitted.clause].choices;
    // The choice that leads here: the one that was made, or one that went on.
    if (permitted.clause == permitted.decision) {
      judgement.deviation = deviation_name(permitted.decision, permitted.choice);
    } else {
      const auto* deviant = std::find_if(choices.begin(), choices.end(), [](const receiver::Choice& choice) {
        return choice.answer.code == 0 && choice.standing >= Standing::risk;
      });
      if (deviant != choices.end()) {
        judgement.deviation =
            deviation_name(permitted.clause, static_cast<std::uint8_t>(deviant - choices.begin()));
      }
    }
  }
  return judgement;
}

Judgement judge_unlisted(const Ruling& ruling, int code) {
  if (code >= 400) {
    const Permitted* refusal = best(ruling, refuses, code);
    const bool refused_anyway = refusal != nullptr && refusal->standing <= Standing::warn;
    if (refused_anyway) {
      Judgement judgement = judged(*refusal, worst(refusal->standing, Standing::warn), true);
      judgement.chosen->effects = receiver::effect::none;
      return judgement;
    }
    const auto& first = ruling.permitted().front();
    return {.grade = code < 500 || is_policy(code) ? Grade::tolerable : Grade::unlawful,
            .clause = first.clause};
  }
  if (const Permitted* same = best(ruling, has_class, code))
    return judged(*same, worst(same->standing, Standing::warn), true);
  return {.grade = Grade::unlawful, .clause = ruling.permitted().front().clause};
}

void append_code(std::string& text, const std::string& code, std::string_view separator) {
  if (!text.empty()) text += separator;
  text += code;
}

}  // namespace

bool is_policy(int code) { return code >= 504 && code != 555; }

Grade grade_of(Standing standing) {
  if (standing <= Standing::note) return Grade::lawful;
  return standing == Standing::warn ? Grade::tolerable : Grade::unlawful;
}

std::string deviation_name(receiver::DecisionId decision, std::uint8_t choice) {
  const auto& row = receiver::decisions()[decision];
  return std::string(row.name) + "=" + std::string(row.choices[choice].name);
}

std::string clause_text(receiver::DecisionId decision) {
  const auto& row = receiver::decisions()[decision];
  return std::string(row.requirement) + ": " + std::string(row.question);
}

Judgement judge(const Ruling& ruling, int code) {
  const Permitted* named = best(ruling, has_code, code);
  const bool blamed = named != nullptr && named->standing > Standing::warn;
  if (blamed && (may_be_policy(ruling, *named) || is_refused_anyway(ruling, *named))) named = nullptr;
  if (named != nullptr && (named->standing <= Standing::warn || code != kShuttingDown)) {
    return judged(*named, named->standing, true);
  }
  if (code == kShuttingDown) return {.grade = Grade::lawful};
  if (ruling.permitted().empty()) return {.grade = Grade::unexplained};
  return judge_unlisted(ruling, code);
}

std::string permitted_text(const Ruling& ruling) {
  std::string lawful;
  std::string tolerable;
  bool refusable = false;
  std::vector<int> seen;
  for (const Standing wanted : {Standing::pass, Standing::note, Standing::warn}) {
    for (const Permitted& permitted : ruling.permitted()) {
      const int code = permitted.answer().code;
      if (permitted.standing != wanted || std::find(seen.begin(), seen.end(), code) != seen.end()) continue;
      seen.push_back(code);
      refusable = refusable || refuses(permitted, code);
      if (wanted == Standing::warn) {
        append_code(tolerable, std::to_string(code), ", ");
      } else {
        append_code(lawful, std::to_string(code), " | ");
      }
    }
  }
  append_code(tolerable, refusable ? "other 4yz or 5yz" : "4yz, 5yz that blame no command", ", ");
  return lawful + (lawful.empty() ? "" : " | ") + "tolerable: " + tolerable;
}

}  // namespace smtpspec::oracle
