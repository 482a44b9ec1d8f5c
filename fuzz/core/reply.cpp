// Replies are what RFC 5321 §4.2 says, the same however the input is cut, and bounded; no octet is lost
// unsaid.
#include "fuzz/support/cuts.hpp"
#include "fuzz/support/reply_law.hpp"

namespace {

using namespace smtpspec::fuzz;
using namespace smtpspec::reply;

/// However much comes without an end.
void check_bounded() {
  static const std::string line = "250-" + std::string(2 * ReplyReader::kKept, 'x') + "\r\n";
  static const std::string flood = line + line + "250 ";
  Replies replies;
  replies.read(flood);
  replies.finish();
}

/// With a first line that is so long, its line end included: longer than an input can be.
std::string lengthened(std::string_view octets, std::size_t length) {
  std::string longer(octets);
  const std::size_t lf = longer.find('\n');
  if (length == 0 || lf == std::string::npos || lf + 1 >= length) return longer;
  const std::size_t text_end = lf > 0 && longer[lf - 1] == '\r' ? lf - 1 : lf;
  return longer.insert(text_end, length - (lf + 1), 'x');
}

void check_written(const Reply& reply) {
  std::string written;
  append_reply(written, reply.code, reply.lines);
  Replies again;
  again.read(written);
  again.finish();
  require(again.all.size() == 1 && again.all[0].code == reply.code && again.all[0].lines == reply.lines &&
              again.all[0].faults == 0,
          "what is written is read back");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
  if (size == 0) check_bounded();
  Choices choices(octets, size);
  const std::size_t length = choices.number(8);
  const Cuts cuts(choices);
  const std::string input = lengthened(choices.rest(), length == 0 ? 0 : 508 + length);
  Replies whole, cut;
  whole.read(input);
  whole.finish();
  cuts.in_pieces(input, [&](std::string_view piece) { cut.read(piece); });
  cut.finish();
  require(cut.all == whole.all, "replies are the same however the input is cut");

  std::string joined;
  bool clipped = false;
  for (const Reply& reply : whole.all) {
    clipped = clipped || reply.has(FormFault::clipped);
    joined += reply.octets;
    check_enhanced(reply);
    if (reply.faults != 0) continue;
    check_form(reply);
    check_written(reply);
  }
  require(whole.all.size() == count_replies(input), "a reply ends where no hyphen stands");
  require(clipped || joined == input, "the octets of the replies are those that were received");
  return 0;
}
