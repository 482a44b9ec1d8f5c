#include "reference/receiver/rules/rules.hpp"

#include <algorithm>

namespace smtpspec::receiver {

namespace rules {

void data(const Session& session, const Command& command, Ruling& ruling) {
  if (session.offered.has(Extension::chunking) && ruling.put("data-beside-chunking"_decision)) return;
  if (has(command.oddities, Oddity::unexpected_argument) && ruling.put("data-with-argument"_decision)) return;
  if (session.transaction.body == syntax::Body::binary_mime && ruling.put("data-with-binarymime"_decision))
    return;
  ruling.put("data"_decision);
}

namespace {

bool count_is_wrong(const Command& command) {
  return has(command.oddities, Oddity::bad_count) || has(command.oddities, Oddity::missing_argument);
}

bool put_count(const Command& command, Ruling& ruling) {
  if (count_is_wrong(command) && ruling.put("bdat-count"_decision)) return true;
  if (has(command.oddities, Oddity::unexpected_argument) && ruling.put("bdat-argument"_decision)) return true;
  const bool upper = command.argument.ends_with("LAST");
  return command.last_chunk && !upper && ruling.put("bdat-last-case"_decision);
}

}  // namespace

void take_chunk(const Command& command, Ruling& ruling) {
  if (!count_is_wrong(command)) ruling.gather(effect::read_chunk);
}

void bdat(const Session& session, const Command& command, Ruling& ruling) {
  take_chunk(command, ruling);
  if (ruling.put("bdat-announced"_decision)) return;
  if (put_count(command, ruling)) return;
  if (command.chunk_size == 0 && !count_is_wrong(command)) {
    if (ruling.put(command.last_chunk ? "bdat-0-last"_decision : "bdat-0"_decision)) return;
  }
  session.consider_chunk(command, ruling);
}

}  // namespace rules

void Session::consider_chunk(const syntax::Command& command, Ruling& ruling) const {
  const auto sequence = sequence_decision(point(), syntax::Verb::bdat);
  if (sequence && ruling.put(*sequence)) return;
  if (transaction.chunk_failed && ruling.put("bdat-after-failure"_decision)) return;
  const std::uint64_t room = site->max_size - std::min(site->max_size, transaction.octets);
  if (site->max_size != 0 && command.chunk_size > room && ruling.put("too-big-message"_decision)) return;
  if (command.last_chunk) {
    ruling.gather(effect::keep_chunk);
    ruling.put("end-of-data"_decision);
  } else {
    ruling.put("bdat"_decision);
  }
}

void Session::consider_end_of_data(const syntax::ContentReader& reader, Ruling& ruling) const {
  using syntax::ContentFault;
  if (transaction.doomed && ruling.put("end-of-data-without-recipients"_decision)) return;
  if (reader.has(ContentFault::too_big) && ruling.put("too-big-message"_decision)) return;
  if (reader.has(ContentFault::bare_lf) && ruling.put("bare-lf-in-content"_decision)) return;
  if (reader.has(ContentFault::bare_cr) && ruling.put("bare-cr-in-content"_decision)) return;
  if (reader.has(ContentFault::nul) && ruling.put("nul-in-content"_decision)) return;
  if (reader.has(ContentFault::long_line) && ruling.put("long-text-line"_decision)) return;
  if (reader.has(ContentFault::eight_bit) && transaction.body == syntax::Body::seven_bit &&
      ruling.put("eight-bit-content"_decision)) {
    return;
  }
  ruling.put("end-of-data"_decision);
}

void Session::consider_hops(std::size_t hops, Ruling& ruling) const {
  constexpr std::uint32_t kFew = 30;  // hop-limit=30
  const std::uint32_t few = std::min(kFew, site->max_hops);
  if (hops <= few) return;
  const std::uint32_t limit = ruling.ask("hop-limit"_decision) == 0 ? site->max_hops : few;
  if (hops > limit) ruling.put("too-many-hops"_decision);
}

}  // namespace smtpspec::receiver
