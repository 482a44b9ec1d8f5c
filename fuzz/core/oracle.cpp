// The oracle accuses no lawful receiver: whatever the client sends, no reply of one that conforms, is
// lenient, or takes other lawful choices, one or several, is unlawful or unexplained to it, and none is
// missing; nor is its closing unlawful, though the oracle may know no more of the site than a user tells. But
// every reply that it awaits and that is out of form is.
#include "fuzz/support/choices.hpp"
#include "fuzz/support/conducts.hpp"
#include "fuzz/support/first_lines.hpp"
#include "fuzz/support/told.hpp"
#include "fuzz/support/watched.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
  using namespace smtpspec;
  fuzz::Choices choices(octets, size);
  const fuzz::Situation situation(choices);
  const std::size_t page = choices.number(fuzz::kConductPages);
  const std::size_t which = page * fuzz::kConductPage + choices.number(fuzz::kConductPage);
  const std::size_t lines_at_once = 1 + choices.number(8);
  enum class Then : std::uint8_t { goes_on, falls_silent, is_out_of_form, is_seen_from_outside };
  const Then then = choices.pick(Then::is_seen_from_outside);
  const bool lawful = then != Then::is_out_of_form;
  const receiver::Conduct conduct = lawful ? fuzz::lawful(which) : fuzz::out_of_form(which);
  if (fuzz::is_to_be_told()) {
    fuzz::tell_receiver(*situation.site, conduct);
    fuzz::tell_host(situation);
  }

  using fuzz::Watched;
  Watched watched(situation, conduct, lawful ? Watched::Receiver::lawful : Watched::Receiver::out_of_form,
                  then == Then::is_seen_from_outside ? fuzz::from_outside(*situation.site) : situation.site);
  for (std::string_view left = choices.rest(); !left.empty() && !watched.over();) {
    const std::string_view piece = fuzz::first_lines(left, lines_at_once);
    left.remove_prefix(piece.size());
    watched.send(piece);
  }
  if (then == Then::falls_silent && !watched.over()) watched.fall_silent();
  return 0;
}
