#include "fuzz/seeding/play.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "harness/language/load.hpp"
#include "harness/player/player.hpp"
#include "harness/transport/memory.hpp"
#include "harness/transport/memory_venue.hpp"

namespace smtpspec::fuzz {
namespace {

/// From its first line to the line before the next scenario.
std::string text_of(const language::Scenario& scenario, const std::string& file) {
  std::size_t begin = 0;
  for (std::uint32_t line = 1; line < scenario.at.line; ++line) begin = file.find('\n', begin) + 1;
  const std::size_t next = file.find("\nscenario ", begin);
  return file.substr(begin, next == std::string::npos ? next : next - begin);
}

std::string name_of(const player::Case& c) {
  std::string name = c.id();
  std::replace(name.begin(), name.end(), '/', '-');
  return name;
}

Played played(const player::Case& c) {
  transport::MemoryVenue venue = transport::memory_venue(*c.scenario);
  const transport::MemoryTarget target{.site = std::make_shared<const receiver::Site>(std::move(venue.site))};
  transport::MemoryPlay play = transport::play_in_memory(c, venue.circumstances, {}, target, "seed");
  Played out{.name = name_of(c)};
  for (transport::MemoryStream& stream : play.streams) {
    out.sent.push_back(std::move(stream.client));
    out.received.push_back(std::move(stream.server));
  }
  return out;
}

}  // namespace

language::Results<std::vector<Played>> play_all(const std::string& folder) {
  auto suites = language::load_suites(folder);
  if (!suites) return tl::unexpected(std::move(suites.error()));
  std::vector<Played> all;
  for (language::Suite& suite : *suites) {
    const auto file = language::read_file(suite.file);
    if (!file) return tl::unexpected(std::vector{file.error()});
    const language::Scenario* last = nullptr;
    for (const player::Case& c : player::cases(std::make_shared<const language::Suite>(std::move(suite)))) {
      all.push_back(played(c));
      if (std::exchange(last, c.scenario) != c.scenario) all.back().text = text_of(*c.scenario, *file);
    }
  }
  return all;
}

}  // namespace smtpspec::fuzz
