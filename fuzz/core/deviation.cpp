// Up to the first line that puts it, no decision shows: two receivers that differ in all that was not put
// answer and store the same.
#include "fuzz/support/choices.hpp"
#include "fuzz/support/first_lines.hpp"
#include "fuzz/support/host.hpp"
#include "fuzz/support/require.hpp"
#include "fuzz/support/told.hpp"

namespace {

using namespace smtpspec;

/// The other choice that is `which` places on, wherever there is one.
receiver::Conduct deviating(receiver::Conduct conduct, const receiver::DecisionSet& kept, std::size_t which) {
  for (receiver::DecisionId id = 0; id < receiver::decisions().size(); ++id) {
    const std::size_t others = receiver::decisions()[id].choices.size() - 1U;
    if (kept[id] || others == 0) continue;
    conduct.set(id, static_cast<std::uint8_t>((conduct[id] + 1 + which % others) % (others + 1)));
  }
  return conduct;
}

std::string play(std::string_view octets, const receiver::Conduct& conduct, const fuzz::Situation& situation,
                 receiver::DecisionSet& consulted) {
  fuzz::Host host(conduct, situation, fuzz::Host::OnTls::goes_on);
  host.feed(octets);
  host.expire();
  consulted = host.consulted();
  return host.transcript();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
  fuzz::Choices choices(octets, size);
  const fuzz::Situation situation(choices);
  const auto conduct = fuzz::some_conduct(choices);
  const std::size_t which = choices.number(8), lines = choices.number(64);
  const std::string_view input = lines == 0 ? choices.rest() : fuzz::first_lines(choices.rest(), lines);
  if (fuzz::is_to_be_told()) {
    fuzz::tell_receiver(*situation.site, conduct);
    fuzz::tell_host(situation);
    fuzz::tell("fed", std::to_string(input.size()));
    fuzz::tell_without("the other receiver, which differs in all that was not put");
  }

  receiver::DecisionSet put, put_to_deviant;
  const std::string plain = play(input, conduct, situation, put);
  const std::string deviant = play(input, deviating(conduct, put, which), situation, put_to_deviant);
  fuzz::require(deviant == plain, "no decision shows before it is put");
  fuzz::require(put_to_deviant == put, "what is put does not depend on what was not put");
  return 0;
}
