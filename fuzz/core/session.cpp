// The receiver answers the same however its input is cut, and a deviation shows only where its decision was
// put.
#include <vector>

#include "fuzz/support/choices.hpp"
#include "fuzz/support/host.hpp"
#include "fuzz/support/require.hpp"

namespace {

using namespace smtpspec;
using receiver::Conduct;

fuzz::Host play(std::string_view octets, std::size_t piece, const Conduct& conduct) {
  fuzz::Host host(conduct);
  fuzz::in_pieces(octets, piece, [&](std::string_view input) { host.feed(input); });
  return host;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
  static const std::vector<receiver::Deviation> deviations = receiver::deviations();
  fuzz::Choices choices(octets, size);
  Conduct conduct = choices.flag() ? Conduct::lenient() : Conduct{};
  const std::size_t piece = choices.number(8);
  const receiver::Deviation& deviation = deviations[choices.number(256) % deviations.size()];
  const std::string_view input = choices.rest();

  const fuzz::Host whole = play(input, 0, conduct);
  conduct.set(deviation.decision, deviation.choice);
  const fuzz::Host deviant = play(input, 0, conduct);
  fuzz::require(play(input, piece, conduct).transcript() == deviant.transcript(),
                "answers are the same however cut");
  fuzz::require(whole.consulted()[deviation.decision] || whole.transcript() == deviant.transcript(),
                "a deviation shows only where its decision was put");
  return 0;
}
