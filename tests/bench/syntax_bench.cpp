// Reading command lines, beside memchr over the same octets.
#include "reference/syntax/command.hpp"
#include "reference/syntax/framing.hpp"

#include <benchmark/benchmark.h>

#include <cstring>
#include <string>
#include <string_view>

namespace {

using namespace smtpspec;

const std::string& commands() {
  static const std::string kCommands = [] {
    std::string out;
    for (int i = 0; i < 100; ++i)
      out +=
          "EHLO client.example.test\r\nMAIL FROM:<carol@client.example.test> SIZE=1024 BODY=8BITMIME\r\n"
          "RCPT TO:<alice@example.test>\r\nRCPT TO:<bob@example.test>\r\nDATA\r\nRSET\r\nNOOP\r\n";
    return out;
  }();
  return kCommands;
}

void count_octets(benchmark::State& state) {
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) *
                          static_cast<std::int64_t>(commands().size()));
}

void Yardstick_Memchr(benchmark::State& state) {
  for (auto _ : state) {
    std::string_view rest = commands();
    while (const void* end = std::memchr(rest.data(), '\n', rest.size())) {
      rest.remove_prefix(static_cast<std::size_t>(static_cast<const char*>(end) - rest.data()) + 1);
      benchmark::DoNotOptimize(rest);
    }
  }
  count_octets(state);
}
BENCHMARK(Yardstick_Memchr);

void Syntax_Framing(benchmark::State& state) {
  syntax::LineReader reader;
  const syntax::FramingRules rules;
  for (auto _ : state) {
    std::string_view input = commands();
    while (const auto line = reader.next(input, rules)) benchmark::DoNotOptimize(line->text.data());
  }
  count_octets(state);
}
BENCHMARK(Syntax_Framing);

void Syntax_FramingAndCommands(benchmark::State& state) {
  syntax::LineReader reader;
  const syntax::FramingRules rules;
  syntax::Command command;
  for (auto _ : state) {
    std::string_view input = commands();
    while (const auto line = reader.next(input, rules)) {
      syntax::parse_command(line->text, {}, command);
      benchmark::DoNotOptimize(command.verb);
    }
  }
  count_octets(state);
}
BENCHMARK(Syntax_FramingAndCommands);

}  // namespace
