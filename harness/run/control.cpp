#include "harness/run/control.hpp"

#include "harness/language/parser.hpp"
#include "harness/run/trial.hpp"

#include <algorithm>
#include <cassert>
#include <memory>

namespace smtpspec::run {
namespace {

// What it checks is what a server may break without passing it.
constexpr std::string_view kControl = R"(suite "control"
scenario control
  title   One plain message goes through
  checks  RFC5321-4.5.1-a RFC5321-4.2-a RFC5321-4.2-b RFC5321-4.2-g RFC5321-2.3.8-c RFC5321-4.2.1-e RFC5321-4.2.1-f
  checks  RFC5321-4.3.2-c RFC5321-3.3-f RFC5321-4.1.1.4-a RFC5321-4.1.1.4-i RFC5321-3.3-p RFC5321-4.1.1.10-a RFC5321-4.1.1.10-b
  given   connected
  C: EHLO ${client}
  S? 250
  C: MAIL FROM:<${sender}>
  S? 250
  C: RCPT TO:<${recipient}>
  S? 250
  C: DATA
  S? 354
  C| "${header}\r\nx\r\n.\r\n"
  S? 250
  C: QUIT
  S? 221
  S? close
)";

}  // namespace

std::vector<std::string> beyond_control(const std::vector<Mutation>& all,
                                        const language::Catalogue& catalogue) {
  auto parsed = language::parse("control", std::string(kControl));
  assert(parsed);
  const auto suite = std::make_shared<const language::Suite>(*std::move(parsed));
  const player::Case control = player::cases(suite).front();
  Trial trial(control, catalogue, std::move(venues_for(*control.scenario).front()));
  const auto& checked = control.scenario->checks;
  std::vector<std::string> out;
  for (const Mutation& mutation : all) {
    if (mutation.kind != Mutation::Kind::deviation || mutation.on_lenient) continue;
    const bool is_what_it_breaks = std::any_of(
        mutation.requirements.begin(), mutation.requirements.end(), [&](const std::string& broken) {
          return std::find(checked.begin(), checked.end(), broken) != checked.end();
        });
    if (!is_what_it_breaks && trial.play(mutation).verdict != player::Grade::pass)
      out.push_back(mutation.name);
  }
  return out;
}

}  // namespace smtpspec::run
