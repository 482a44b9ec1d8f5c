// Two receivers that differ in one decision answer the same until it is put, and for ever where it never is.
#include <vector>

#include "fuzz/support/choices.hpp"
#include "fuzz/support/host.hpp"
#include "fuzz/support/require.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
  using namespace smtpspec;
  static const std::vector<receiver::Deviation> deviations = receiver::deviations();
  fuzz::Choices choices(octets, size);
  receiver::Conduct conduct = choices.flag() ? receiver::Conduct::lenient() : receiver::Conduct{};
  const receiver::Deviation& deviation = deviations[choices.number(256) % deviations.size()];

  fuzz::Host plain(conduct, fuzz::Host::OnTls::goes_on);
  if (plain.consulted()[deviation.decision]) return 0;  // for the greeting
  conduct.set(deviation.decision, deviation.choice);
  fuzz::Host deviant(conduct, fuzz::Host::OnTls::goes_on);
  std::size_t alike = plain.transcript().size();
  for (std::string_view rest = choices.rest(); !rest.empty();) {
    const std::string_view line = rest.substr(0, std::min(rest.find('\n'), rest.size() - 1) + 1);
    rest.remove_prefix(line.size());
    plain.feed(line);
    if (plain.consulted()[deviation.decision]) break;
    deviant.feed(line);
    alike = plain.transcript().size();
  }
  fuzz::require(deviant.transcript() == std::string_view(plain.transcript()).substr(0, alike),
                "a deviation does not show before its decision is put");
  return 0;
}
