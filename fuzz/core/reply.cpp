// Replies are what RFC 5321 §4.2 says, with the faults that it names, the same however the input is cut, and
// bounded; no octet is lost unsaid, nor where it is shown.
#include "fuzz/support/cuts.hpp"
#include "fuzz/support/naive_visible.hpp"
#include "fuzz/support/reply_law.hpp"

namespace {

using namespace smtpspec::fuzz;
using namespace smtpspec::reply;

void check_replies(const Replies& read, std::string_view input) {
  const std::vector<Reply> due = naive_replies(input);
  require(read.all.size() == due.size(), "a reply ends where no hyphen stands");
  for (std::size_t i = 0; i < due.size(); ++i) {
    check_read(read.all[i], due[i]);
    check_enhanced(read.all[i]);
    if (due[i].faults == 0) check_written(read.all[i]);
  }
}

void check_flood(const std::string& flood) {
  Replies replies;
  replies.read(flood);
  replies.finish();
  check_replies(replies, flood);
}

/// However much comes without an end, and where as much comes as is kept.
void check_bounded() {
  constexpr std::size_t kKept = ReplyReader::kKept;
  const std::string line = "250-" + std::string(2 * kKept, 'x') + "\r\n";
  check_flood(line + line + "550-\n25;\r\n250 ");
  const std::string most = "250-" + std::string(kKept - kKept / 4, 'x') + "\r\n";
  check_flood(most + most + most + "250 x\r\n");
  for (const std::size_t octets : {kKept - 1, kKept, kKept + 1}) {
    const std::string reply = "250 " + std::string(octets - 6, 'x') + "\r\n";
    check_flood(reply + "250 x\r\n");                          // a line
    check_flood("250-x\r\n" + reply.substr(7) + "250 x\r\n");  // two, of which the second is none
    check_flood("250-x\r\n250 " + reply.substr(11));           // two
    check_flood(reply.substr(2) + "..");                       // none that ends
  }
}

/// With a first line that is so long, its line end, if it has one, included: longer than an input can be.
std::string lengthened(std::string_view octets, std::size_t length) {
  std::string longer(octets);
  const std::size_t end = std::min(longer.find('\n'), longer.size() - 1) + 1;
  if (end >= length) return longer;
  const std::size_t text_end = longer.find_last_not_of("\r\n", end - 1) + 1;
  return longer.insert(text_end, length - end, 'x');
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

  check_replies(whole, input);
  check_visible(input);
  return 0;
}
