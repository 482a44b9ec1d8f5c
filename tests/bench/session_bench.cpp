// A session that takes one message, beside the shortest receiver that one would write by hand.
#include "fuzz/support/naive_session.hpp"
#include "reference/receiver/receiver.hpp"

#include <benchmark/benchmark.h>

#include <memory>
#include <string>
#include <variant>

namespace {

using namespace smtpspec;

const std::string& dialogue() {
  static const std::string kDialogue = [] {
    std::string content;
    for (int i = 0; i < 20; ++i)
      content += "A line of the content, of a length that is not uncommon in mail.\r\n";
    return "EHLO client.example.test\r\nMAIL FROM:<carol@client.example.test>\r\n"
           "RCPT TO:<alice@example.test>\r\nDATA\r\nSubject: x\r\n\r\n" +
           content + ".\r\nQUIT\r\n";
  }();
  return kDialogue;
}

void count(benchmark::State& state) {
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) *
                          static_cast<std::int64_t>(dialogue().size()));
}

void Yardstick_NaiveSession(benchmark::State& state) {
  for (auto _ : state) {
    fuzz::NaiveSession session;
    session.feed(dialogue());
    benchmark::DoNotOptimize(session.replies.data());
  }
  count(state);
}
BENCHMARK(Yardstick_NaiveSession);

void Receiver_Session(benchmark::State& state) {
  const auto site = std::make_shared<const receiver::Site>();
  for (auto _ : state) {
    receiver::Receiver receiver(site);
    receiver.open();
    receiver::Actions actions = receiver.feed(dialogue());
    while (receiver.waiting()) actions = receiver.stored(receiver::StoreResult::kept);
    benchmark::DoNotOptimize(actions.data());
  }
  count(state);
}
BENCHMARK(Receiver_Session);

}  // namespace
