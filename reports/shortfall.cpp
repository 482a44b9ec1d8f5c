#include "reports/shortfall.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace smtpspec::reports {
namespace {

/// "shard 2 of 4", or of several which are missing.
std::string shards(const Shards& shards) {
  static constexpr std::size_t kNamed = 12;
  const std::set<std::uint32_t> here(shards.here.begin(), shards.here.end());
  if (here.size() == 1) return fmt::format("shard {} of {}", *here.begin(), shards.of);
  std::vector<std::string> named;
  for (std::uint32_t index = 1; index <= shards.of && named.size() < kNamed; ++index) {
    if (!here.contains(index)) named.push_back(std::to_string(index));
  }
  const std::size_t missing = shards.of - std::min<std::size_t>(here.size(), shards.of);
  if (missing > named.size()) named.push_back("...");
  return fmt::format("shard{} {} of {} {} missing", missing == 1 ? "" : "s", fmt::join(named, ", "),
                     shards.of, missing == 1 ? "is" : "are");
}

}  // namespace

std::vector<std::string> shortfalls(const Run& run) {
  std::vector<std::string> out;
  if (const std::size_t cut = run.not_run.size(); cut != 0) {
    out.push_back(
        fmt::format("The run was cut short: {} case{} not played.", cut, cut == 1 ? " was" : "s were"));
  } else if (!run.complete && run.lost.empty()) {
    out.emplace_back("The run was cut short: this is not all of it.");
  }
  if (!run.partial) return out;
  std::vector<std::string> how;
  if (run.shards.of != 0) how.push_back(shards(run.shards));
  if (run.selected) how.emplace_back("what the command line selected");
  out.push_back(
      fmt::format("This is a part of the corpus{}{}.", how.empty() ? "" : ": ", fmt::join(how, ", of ")));
  return out;
}

}  // namespace smtpspec::reports
