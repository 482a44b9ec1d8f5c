#include "harness/language/ascii.hpp"
#include "harness/language/lint_rules.hpp"

#include <algorithm>
#include <array>

namespace smtpspec::language::rules {
namespace {

constexpr std::array<std::string_view, 20> kVerbs = {
    "EHLO", "HELO", "LHLO", "MAIL", "RCPT", "DATA", "RSET", "NOOP", "QUIT",     "VRFY",
    "EXPN", "HELP", "AUTH", "BDAT", "ETRN", "SEND", "SOML", "SAML", "STARTTLS", "TURN"};

bool begins_with_verb(std::string_view line) {
  const std::string word = upper(line.substr(0, line.find_first_of(" \t:")));
  return std::find(kVerbs.begin(), kVerbs.end(), word) != kVerbs.end();
}

// How many of a text's CRLF-ended lines are commands.
unsigned commands_in(const Template& text) {
  std::string literal;
  for (const auto& part : text.parts) {
    const auto* octets = std::get_if<std::string>(&part);
    literal += octets != nullptr ? *octets : std::string("?");
  }
  unsigned count = 0;
  for (std::size_t start = 0, end = 0; (end = literal.find("\r\n", start)) != std::string::npos;
       start = end + 2) {
    if (begins_with_verb(std::string_view(literal).substr(start, end - start))) ++count;
  }
  return count;
}

bool continues(const Expect& expect) {
  return expect.kind == Expect::Kind::reply &&
         std::any_of(expect.codes.begin(), expect.codes.end(),
                     [](const CodePattern& code) { return !code.any && (code.first & (1U << 3U)) != 0; });
}

bool needs(const Scenario& scenario, std::string_view word) {
  return std::find(scenario.needs.begin(), scenario.needs.end(), word) != scenario.needs.end();
}

}  // namespace

void flights(const Scenario& scenario, Findings& out) {
  if (needs(scenario, "PIPELINING")) return;
  bool in_content = std::any_of(scenario.given.begin(), scenario.given.end(),
                                [](const Given& given) { return given.word == "data"; });
  unsigned in_flight = 0;
  for (const Step& step : scenario.steps) {
    unsigned commands = 0;
    bool on_purpose = false;
    if (std::holds_alternative<ClientLine>(step.what)) {
      commands = 1;
    } else if (const auto* write = std::get_if<ClientWrite>(&step.what)) {
      on_purpose = write->together;
      for (const Piece& piece : write->pieces) commands += commands_in(piece.text);
    } else if (std::holds_alternative<Turn>(step.what)) {
      return;  // from here on we send replies
    } else if (!std::holds_alternative<Pause>(step.what)) {
      const auto* set_up = std::get_if<SetUp>(&step.what);
      const auto* question = std::get_if<Question>(&step.what);
      in_content =
          set_up != nullptr ? continues(set_up->expect) : question != nullptr && continues(question->expect);
      in_flight = 0;
    }
    if (in_content || on_purpose) continue;
    in_flight += commands;
    if (in_flight > 1 && commands > 0) {
      out.push_back(
          {step.at, step.source.substr(0, 2), "commands that leave together",
           "needs PIPELINING, or C| together \"...\" where it is on purpose: servers lawfully refuse them"});
      return;
    }
  }
}

}  // namespace smtpspec::language::rules
