#include "fuzz/seeding/play.hpp"

#include "fuzz/support/deviating.hpp"
#include "fuzz/support/situation.hpp"
#include "harness/language/load.hpp"
#include "harness/language/selection.hpp"
#include "harness/player/player.hpp"
#include "harness/transport/memory.hpp"
#include "harness/transport/memory_venue.hpp"

#include <algorithm>
#include <memory>
#include <utility>

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

/// What came of a case with a receiver of this conduct.
transport::MemoryPlay play(const player::Case& c, const receiver::Conduct& conduct) {
  transport::MemoryVenue venue = transport::memory_venue(*c.scenario);
  const transport::MemoryTarget target{.site = std::make_shared<const receiver::Site>(std::move(venue.site)),
                                       .behaviour = {.conduct = conduct}};
  return transport::play_in_memory(c, venue.circumstances, {}, target, "seed");
}

Played played(std::string name, const player::Case& c, transport::MemoryPlay play) {
  Played out{.name = std::move(name), .site = Situation::place_of(transport::memory_venue(*c.scenario).site)};
  for (transport::MemoryStream& stream : play.streams) {
    out.sent.push_back(std::move(stream.client));
    out.received.push_back(std::move(stream.server));
  }
  return out;
}

/// What the server said, and what came out.
std::vector<std::string> effects(const transport::MemoryPlay& play) {
  std::vector<std::string> out;
  for (const transport::MemoryStream& stream : play.streams) out.push_back(stream.server);
  for (const delivery::DeliveredMessage& message : play.messages) {
    out.insert(out.end(), message.to.begin(), message.to.end());
    out.push_back(message.from + message.octets);
  }
  return out;
}

/// A deviation, and the play that shows it best so far.
struct Search {
  std::size_t place;
  const receiver::Deviation& deviation;
  std::vector<std::string_view> requirements = requirements_of(deviation);
  Played best = {};
  bool shown = false;

  bool is_about(const language::Scenario& scenario) const {
    const std::vector<std::string> cited = language::requirements_of(scenario);
    return std::ranges::find_first_of(cited, requirements) != cited.end();
  }
  void try_out(const player::Case& c, const transport::MemoryPlay& conforming) {
    if (shown || !conforming.consulted[deviation.decision] || !is_about(*c.scenario)) return;
    receiver::Conduct conduct;
    conduct.set(deviation.decision, deviation.choice);
    transport::MemoryPlay deviant = play(c, conduct);
    shown = effects(deviant) != effects(conforming);
    if (!shown && best.deviation != 0) return;
    best = played(deviation.name, c, std::move(deviant));
    best.deviation = place;
  }
};

std::vector<Search> searches() {
  std::vector<Search> out;
  for (const receiver::Deviation& deviation : all_deviations())
    out.push_back({.place = out.size() + 1, .deviation = deviation});
  return out;
}

}  // namespace

language::Results<std::vector<Played>> play_all(const std::string& folder) {
  auto suites = language::load_suites(folder);
  if (!suites) return tl::unexpected(std::move(suites.error()));
  std::vector<Played> all;
  std::vector<Search> deviant = searches();
  for (language::Suite& suite : *suites) {
    const auto file = language::read_file(suite.file);
    if (!file) return tl::unexpected(std::vector{file.error()});
    const language::Scenario* last = nullptr;
    for (const player::Case& c : player::cases(std::make_shared<const language::Suite>(std::move(suite)))) {
      transport::MemoryPlay conforming = play(c, {});
      for (Search& search : deviant) search.try_out(c, conforming);
      all.push_back(played(name_of(c), c, std::move(conforming)));
      if (std::exchange(last, c.scenario) != c.scenario) all.back().text = text_of(*c.scenario, *file);
    }
  }
  for (Search& search : deviant)
    if (search.best.deviation != 0) all.push_back(std::move(search.best));
  return all;
}

}  // namespace smtpspec::fuzz
