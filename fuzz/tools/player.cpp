// A play ends and has a verdict, with a reason for it, whatever the server says and when it goes.
#include "fuzz/support/choices.hpp"
#include "fuzz/support/require.hpp"
#include "tests/player/scripted_server.hpp"

#include <cstdint>

namespace {

using namespace smtpspec;
using player::Grade;

constexpr std::string_view kScenarios[] = {
    "C: NOOP\nS? 250\n",
    "given rcpt\nC: DATA\nS: 354\nC: x\nC: .\nS? 250\n | warn 5yz\n | fail 354 \"it goes on\"\n",
    "C: NOOP\noutcome until NOOP\n pass \"one\" any\n fail \"two\" any any any...\n",
    "C| \"NOO\"\noutcome after 0 until close\n pass \"nothing\" none\n",
    "C: STARTTLS\nS: 220\ntls handshake\n | pass done\n | fail failed\n",
    "auth PLAIN as alice wrong\n | pass 535\n | fail done \"a wrong password was taken\"\n",
    "needs PIPELINING\nC| \"NOOP\\r\\nRSET\\r\\n\"\nS: 250\nS? 250\n | risk close\n",
};

/// A reply a line, its continuations with it; "<close>", "<reset>" and "<silence>" as they are.
std::vector<std::string> replies(std::string_view text) {
  std::vector<std::string> all;
  bool goes_on = false;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (!goes_on) all.emplace_back();
    all.back() += line;
    goes_on = line.size() > 3 && line[3] == '-';
    if (goes_on) all.back() += "\r\n";
  }
  return all;
}

bool convicts(Grade grade) { return grade == Grade::risk || grade == Grade::fail; }

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
  fuzz::Choices choices(octets, size);
  const std::string_view lines = kScenarios[choices.number(std::size(kScenarios))];
  const bool tls_fails = choices.flag();
  const player::Script script{.replies = replies(choices.rest()), .tls_fails = tls_fails};

  // It throws where a play does not end.
  const player::Played played = player::play(player::scenario(std::string(lines)), script);
  const player::Result& result = played.result;
  Grade worst = Grade::pass;
  for (const player::Finding& finding : result.findings) {
    worst = std::max(worst, finding.grade);
    fuzz::require(!convicts(finding.grade) || (!finding.message.empty() && !finding.requirement.empty()),
                  "who is convicted is told of what");
  }
  fuzz::require(!convicts(result.verdict) || result.verdict == worst, "only a finding convicts");
  fuzz::require(result.verdict == Grade::pass || !result.message.empty(), "a verdict has a reason");
  fuzz::require(result.transcript.size() <= player::Result::kKeptEntries + 1, "a transcript is bounded");
  fuzz::require(result.general.size() <= player::Result::kKeptGeneral, "so is what was noticed besides");
  return 0;
}
