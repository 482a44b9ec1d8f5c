// Chunks are told from commands by their counts, however the stream is cut: every BDAT is answered once,
// taken or not its octets are no commands, and what is stored is they.
#include "fuzz/support/client.hpp"
#include "fuzz/support/cuts.hpp"
#include "fuzz/support/naive_chunks.hpp"
#include "fuzz/support/reply_form.hpp"
#include "fuzz/support/require.hpp"
#include "fuzz/support/told.hpp"
#include "fuzz/support/trace_fields.hpp"

namespace {

using namespace smtpspec::fuzz;

constexpr std::uint64_t kMost = 60;  // so that an input can reach it

smtpspec::receiver::Site site() { return {.max_size = kMost}; }

Client greeted() {
  Client client(site());
  client.send("EHLO a\r\n");
  client.forget();
  return client;
}

/// What stands above the content of a message, here of one without any.
std::string trace_fields(Client client) {
  client.send(std::string(NaiveChunks::kMail).append(NaiveChunks::kRcpt).append("BDAT 0 LAST\r\n"));
  require(client.stored.size() == 1, "the last chunk may be empty");
  check_trace_fields(client.stored[0], "", "a");
  return client.stored[0];
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
  static const Client ready = greeted();
  static const std::string trace = trace_fields(ready);
  Choices choices(octets, size);
  const Cuts cuts(choices);
  const NaiveChunks due(choices.rest(), kMost);
  if (is_to_be_told()) {
    tell_receiver(site(), {});
    tell("pieces", cuts.text());
    tell_without("that EHLO, MAIL and RCPT are put in, and other commands left out");
  }
  Client client = ready;
  cuts.in_pieces(due.sent, [&](std::string_view piece) { client.send(piece); });

  for (const bool accepted : due.accepted) {
    const int code = take_reply(client.replies).code;
    require(code != 0, "every BDAT is answered");
    require(accepted == (code < 400), "a chunk is taken where it is lawful and not too big");
  }
  require(client.replies.empty(), "octets of a chunk are not answered");
  require(client.stored.size() == due.messages.size(), "the last chunk stores a message");
  for (std::size_t i = 0; i < due.messages.size(); ++i)
    require(client.stored[i] == trace + due.messages[i], "a message is its chunks");
  require(
      due.state == NaiveChunks::State::failed || client.receiver.session().transaction.content == due.content,
      "what is kept is the chunks that were taken");
  return 0;
}
