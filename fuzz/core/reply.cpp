// Replies are the same however the input is cut, and bounded; no octet is lost that was not said to be.
#include <string>
#include <vector>

#include "fuzz/support/choices.hpp"
#include "fuzz/support/require.hpp"
#include "reference/reply/reply.hpp"

namespace {

using namespace smtpspec::fuzz;
using namespace smtpspec::reply;

std::vector<Reply> read(std::string_view octets, std::size_t piece) {
  ReplyReader reader;
  std::vector<Reply> replies;
  in_pieces(octets, piece, [&](std::string_view input) {
    reader.feed(input);
    while (auto reply = reader.next()) replies.push_back(std::move(*reply));
  });
  if (auto reply = reader.finish()) replies.push_back(std::move(*reply));
  require(reader.idle(), "nothing is held at the end");
  return replies;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
  Choices choices(octets, size);
  const std::size_t piece = choices.number(8);
  const std::string_view input = choices.rest();
  const std::vector<Reply> whole = read(input, 0);
  require(read(input, 1) == whole, "replies are the same read octet by octet");
  require(read(input, piece) == whole, "replies are the same however the input is cut");

  std::string joined;
  bool clipped = false;
  for (const Reply& reply : whole) {
    require(reply.octets.size() <= ReplyReader::kKept, "a reply is bounded");
    require(!reply.lines.empty(), "a reply has a line");
    clipped = clipped || reply.has(FormFault::clipped);
    joined += reply.octets;
  }
  require(clipped || joined == input, "the octets of the replies are those that were received");
  return 0;
}
