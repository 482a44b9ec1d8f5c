// A plain scenario, played in memory against the reference receiver.
#include "harness/language/catalogue.hpp"
#include "harness/language/parser.hpp"
#include "harness/transport/memory.hpp"

#include <benchmark/benchmark.h>

#include <memory>
#include <stdexcept>

namespace {

using namespace smtpspec;

constexpr const char* kScenario = R"(suite "bench"
scenario rset-forgets-sender
  title   RSET discards the reverse-path
  checks  RFC5321-4.1.1.5-a
  given   greeted
  C: MAIL FROM:<${sender}>
  S: 250
  C: RSET
  S: 250
  C: RCPT TO:<${recipient}>
  S? 503
   | fail 250 "the reverse-path survived RSET"
)";

void Scenario_InMemory(benchmark::State& state) {
  auto suite = language::parse("bench.smtp", kScenario);
  if (!suite) throw std::logic_error("the scenario is wrong");
  const auto cases = player::cases(std::make_shared<const language::Suite>(*std::move(suite)));
  const auto circumstances = transport::reference_circumstances();
  language::Catalogue catalogue;
  catalogue["RFC5321-4.1.1.5-a"].id = "RFC5321-4.1.1.5-a";
  const transport::MemoryTarget target{.site = std::make_shared<const receiver::Site>()};
  for (auto _ : state) {
    const auto played = transport::play_in_memory(cases.front(), circumstances, catalogue, target, "token");
    if (played.result.verdict != player::Grade::pass) state.SkipWithError("it does not pass");
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}
BENCHMARK(Scenario_InMemory)->Unit(benchmark::kMicrosecond);

}  // namespace
