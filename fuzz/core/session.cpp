// Whatever its site and its conduct, the receiver answers and stores the same however its input is cut, and
// however late its host is; and no name of a client breaks its Received field.
#include "fuzz/support/cuts.hpp"
#include "fuzz/support/deviating.hpp"
#include "fuzz/support/host.hpp"
#include "fuzz/support/received_law.hpp"
#include "fuzz/support/require.hpp"
#include "fuzz/support/told.hpp"
#include "reference/receiver/decisions.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
  using namespace smtpspec;
  using receiver::operator""_decision;
  fuzz::Choices choices(octets, size);
  const fuzz::Situation situation(choices);
  const receiver::Conduct conduct = fuzz::deviating(fuzz::some_conduct(choices), choices);
  const fuzz::Cuts cuts(choices);
  const std::size_t late = choices.number(4);
  if (fuzz::is_to_be_told()) {
    fuzz::tell_receiver(*situation.site, conduct);
    fuzz::tell_host(situation);
    fuzz::tell("pieces", cuts.text());
    if (late > 0) fuzz::tell_without("a host that answers late");
  }

  fuzz::Host whole(conduct, situation), cut(conduct, situation, fuzz::Host::OnTls::is_over, late);
  if (conduct["received-field"_decision] == 0 && conduct["received-from"_decision] == 0)
    whole.on_message = fuzz::check_client_name;
  whole.feed(choices.rest());
  cuts.in_pieces(choices.rest(), [&](std::string_view piece) { cut.feed(piece); });
  cut.catch_up();
  // What came behind STARTTLS is told from what came later by cuts alone.
  const auto behind = "plaintext-behind-starttls"_decision;
  if (conduct[behind] != 0 && whole.consulted()[behind]) return 0;
  fuzz::require(whole.is_over() || cut.receiver() == whole.receiver(),
                "the receiver is the same however cut");
  for (fuzz::Host* host : {&whole, &cut}) late % 2 == 0 ? host->expire() : host->shut_down();
  fuzz::require(cut.transcript() == whole.transcript(), "answers and messages are the same however cut");
  return 0;
}
