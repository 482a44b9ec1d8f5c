#include "reports/merge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace smtpspec::reports {
namespace {

tl::unexpected<Problem> refused(std::string what) { return tl::unexpected(Problem{.what = std::move(what)}); }

template <class T>
bool contains(const std::vector<T>& values, const T& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

void add_cases(Run& into, const Run& shard, std::map<std::string, std::size_t>& places) {
  for (const CaseResult& c : shard.cases) {
    const auto [place, is_new] = places.try_emplace(c.id, into.cases.size());
    if (is_new) {
      into.cases.push_back(c);
      continue;
    }
    CaseResult& kept = into.cases[place->second];
    const int attempts = kept.attempts + c.attempts;
    if (c.verdict > kept.verdict) kept = c;
    kept.attempts = attempts;
  }
}

}  // namespace

Result<Run> merge(const std::vector<Run>& shards) {
  if (shards.empty()) return refused("expected at least one run to merge");
  Run merged = shards.front();
  merged.cases.clear();
  merged.not_run.clear();
  merged.seconds = 0;
  std::map<std::string, std::size_t> places;
  for (const Run& shard : shards) {
    if (shard.target.address != merged.target.address) {
      return refused(
          fmt::format("expected runs of one target, found '{}' and '{}'; `report matrix` compares targets",
                      merged.target.address, shard.target.address));
    }
    if (shard.tool_version != merged.tool_version) {
      return refused(fmt::format("expected runs of one version of smtpspec, found {} and {}",
                                 merged.tool_version, shard.tool_version));
    }
    add_cases(merged, shard, places);
    merged.seconds += shard.seconds;
    merged.started = std::min(merged.started, shard.started);
    if (merged.lost.empty()) merged.lost = shard.lost;
    merged.complete = merged.complete && shard.complete;
    merged.partial = merged.partial || shard.partial;
    merged.strict = merged.strict || shard.strict;
    merged.security = merged.security || shard.security;
    for (const std::string& note : shard.target.notes) {
      if (!contains(merged.target.notes, note)) merged.target.notes.push_back(note);
    }
  }
  for (const Run& shard : shards) {
    for (const std::string& id : shard.not_run) {
      if (!places.contains(id) && !contains(merged.not_run, id)) merged.not_run.push_back(id);
    }
  }
  return merged;
}

}  // namespace smtpspec::reports
