// Replies are what RFC 5321 §4.2 says, the same however the input is cut, and bounded; no octet is lost
// unsaid.
#include <string>
#include <vector>

#include "fuzz/support/choices.hpp"
#include "fuzz/support/require.hpp"
#include "fuzz/support/smtp_grammar.hpp"
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

/// A reply without faults: each line is the code, a hyphen on all but the last, and the text.
void check_form(const Reply& reply) {
  std::string_view rest = reply.octets;
  const std::string code = std::to_string(reply.code);
  require(smtp_grammar().matches("Reply-code", code), "a code is one of the grammar");
  for (const std::string& text : reply.lines) {
    const std::string_view line = rest.substr(0, rest.find("\r\n"));
    require(line.size() + 2 <= 512 && line.size() < rest.size(), "a line of a reply ends within 512 octets");
    rest.remove_prefix(line.size() + 2);
    require(line.starts_with(code), "all lines of a reply have its code");
    require(rest.empty() ? line.size() == 3 || line[3] == ' ' : line[3] == '-',
            "a hyphen says that lines follow");
    require(text == line.substr(std::min<std::size_t>(line.size(), 4)), "a text stands behind the code");
    require(smtp_grammar().matches("textstring", text), "a text is one of the grammar");
  }
  require(rest.empty(), "a reply has no more than its lines");
  std::string written;
  append_reply(written, reply.code, reply.lines);
  std::vector<Reply> again = read(written, 0);
  require(again.size() == 1 && again[0].code == reply.code && again[0].lines == reply.lines &&
              again[0].faults == 0,
          "what is written is read back");
}

/// RFC 2034 §3: the class is that of the reply, and one space stands behind.
void check_enhanced(const Reply& reply) {
  const std::string_view text = reply.lines[0];
  const std::string_view word = text.substr(0, text.find(' '));
  const bool due = word.size() <= Grammar::kLongest && smtp_grammar().matches("status-code", word) &&
                   word[0] - '0' == reply.code / 100;
  const auto enhanced = reply.enhanced();
  require(enhanced.has_value() == due, "an enhanced code is what its grammar gives");
  if (!enhanced) return;
  require(std::to_string(enhanced->klass) + '.' + std::to_string(enhanced->subject) + '.' +
                  std::to_string(enhanced->detail) ==
              word,
          "an enhanced code is its numbers");
}

/// What ends a reply: a line without hyphen behind its code.
std::size_t count_replies(std::string_view octets) {
  std::size_t replies = 0;
  bool open = false;
  while (!octets.empty()) {
    const std::string_view line = octets.substr(0, octets.find('\n'));
    const bool coded = line.size() >= 3 && smtp_grammar().matches("three-digits", line.substr(0, 3));
    const bool goes_on = coded ? line.substr(3).starts_with('-') : open;
    open = goes_on;
    replies += open ? 0 : 1;
    octets.remove_prefix(std::min(line.size() + 1, octets.size()));
  }
  return replies + (open ? 1 : 0);
}

/// However much comes without an end.
void check_bounded() {
  static const std::string flood = "250-" + std::string(2 * ReplyReader::kKept, 'x') + "\r\n250 ";
  for (const Reply& reply : read(flood, 0))
    require(reply.octets.size() <= ReplyReader::kKept, "a reply is bounded");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
  Choices choices(octets, size);
  const std::size_t piece = choices.number(8);
  const std::string_view input = choices.rest();
  if (input.empty()) check_bounded();
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
    if (reply.faults == 0) check_form(reply);
    check_enhanced(reply);
  }
  require(whole.size() == count_replies(input), "a reply ends where no hyphen stands");
  require(clipped || joined == input, "the octets of the replies are those that were received");
  return 0;
}
