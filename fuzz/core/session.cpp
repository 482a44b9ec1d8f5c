// Whatever its site and its conduct, the receiver answers and stores the same however its input is cut.
#include <vector>

#include "fuzz/support/cuts.hpp"
#include "fuzz/support/host.hpp"
#include "fuzz/support/require.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
  using namespace smtpspec;
  static const std::vector<receiver::Deviation> deviations = receiver::deviations();
  fuzz::Choices choices(octets, size);
  const fuzz::Situation situation(choices);
  receiver::Conduct conduct = fuzz::some_conduct(choices);
  const std::size_t page = choices.number(256);
  if (const std::size_t deviation = 256 * page + choices.number(256); deviation > 0) {
    const receiver::Deviation& taken = deviations[(deviation - 1) % deviations.size()];
    conduct.set(taken.decision, taken.choice);
  }
  const fuzz::Cuts cuts(choices);

  fuzz::Host whole(conduct, situation), cut(conduct, situation);
  whole.feed(choices.rest());
  cuts.in_pieces(choices.rest(), [&](std::string_view piece) { cut.feed(piece); });
  fuzz::require(whole.is_over() || cut.receiver() == whole.receiver(),
                "the receiver is the same however cut");
  whole.expire();
  cut.expire();
  fuzz::require(cut.transcript() == whole.transcript(), "answers and messages are the same however cut");
  return 0;
}
