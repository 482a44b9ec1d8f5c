// The oracle accuses no lawful receiver: whatever the client sends, no reply of one that conforms, is
// lenient, or takes one other lawful choice is unlawful or unexplained to it, and none is missing; nor is its
// closing unlawful.
#include "fuzz/support/choices.hpp"
#include "fuzz/support/first_lines.hpp"
#include "fuzz/support/watched.hpp"

namespace {

using namespace smtpspec;

/// Conforming, lenient, or one other lawful choice.
receiver::Conduct lawful(std::size_t which) {
  static const std::vector<receiver::Deviation> variants = receiver::lawful_variants();
  if (which == 0) return {};
  if (which == 1) return receiver::Conduct::lenient();
  const receiver::Deviation& variant = variants[(which - 2) % variants.size()];
  receiver::Conduct conduct;
  conduct.set(variant.decision, variant.choice);
  return conduct;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
  fuzz::Choices choices(octets, size);
  const fuzz::Situation situation(choices);
  const receiver::Conduct conduct = lawful(choices.number(256));
  const std::size_t lines_at_once = 1 + choices.number(8);
  const bool falls_silent = choices.flag();

  fuzz::Watched watched(situation, conduct);
  for (std::string_view left = choices.rest(); !left.empty() && !watched.over();) {
    const std::string_view piece = fuzz::first_lines(left, lines_at_once);
    left.remove_prefix(piece.size());
    watched.send(piece);
  }
  if (falls_silent && !watched.over()) watched.fall_silent();
  return 0;
}
