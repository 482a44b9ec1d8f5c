#include "reports/merge.hpp"

#include "reports/every_dialogue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace smtpspec::reports {
namespace {

tl::unexpected<Problem> refused(std::string what) { return tl::unexpected(Problem{.what = std::move(what)}); }

template <class T>
bool contains(const std::vector<T>& values, const T& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

/// What must not be lost comes last: that it crashed, that it counts, the worst.
auto gravity(const Run& run, const CaseResult& c) {
  return std::tuple(!c.crash.empty(), is_finding(run, c), c.verdict);
}

/// Two results of one case: the graver stays.
void add_result(const Run& run, CaseResult& kept, const CaseResult& other) {
  const CaseResult before = kept;
  if (gravity(run, other) > gravity(run, kept)) kept = other;
  if (kept.group != kEveryDialogue) {
    kept.attempts = before.attempts + other.attempts;
    return;
  }
  kept.count = before.count + other.count;
  kept.replies = before.replies + other.replies;
  kept.dialogues = before.dialogues + other.dialogues;
  if (kept.replies != 0) kept.message = every_dialogue_message(kept);
}

void add_cases(Run& into, const Run& shard, std::map<std::string, std::size_t>& places) {
  for (const CaseResult& c : shard.cases) {
    const auto [place, is_new] = places.try_emplace(c.id, into.cases.size());
    if (is_new) {
      into.cases.push_back(c);
    } else {
      add_result(into, into.cases[place->second], c);
    }
  }
}

/// All shards of a corpus, of which nothing else was selected, are the whole of it.
void add_parts(Run& merged, const std::vector<Run>& shards) {
  const auto any = [&](auto&& holds) { return std::any_of(shards.begin(), shards.end(), holds); };
  merged.partial = any([](const Run& shard) { return shard.partial; });
  merged.selected = any([](const Run& shard) { return shard.selected; });
  std::set<std::uint32_t> here;
  for (const Run& shard : shards) here.insert(shard.shards.here.begin(), shard.shards.here.end());
  const std::uint32_t of = merged.shards.of;
  if (any([&](const Run& shard) { return shard.shards.of != of; })) {
    merged.shards = {};
  } else if (of != 0 && here.size() == of) {
    merged.shards = {};
    merged.partial = merged.selected;
  } else {
    merged.shards.here.assign(here.begin(), here.end());
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
    merged.strict = merged.strict || shard.strict;
    merged.security = merged.security || shard.security;
    if (merged.target.address.empty()) merged.target = shard.target;
  }
  for (const Run& shard : shards) {
    const std::string& address = shard.target.address;  // empty: it was not found
    if (!address.empty() && address != merged.target.address) {
      return refused(
          fmt::format("expected runs of one target, found '{}' and '{}'; `report matrix` compares targets",
                      merged.target.address, address));
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
    for (const std::string& note : shard.target.notes) {
      if (!contains(merged.target.notes, note)) merged.target.notes.push_back(note);
    }
  }
  add_parts(merged, shards);
  for (const Run& shard : shards) {
    for (const std::string& id : shard.not_run) {
      if (!places.contains(id) && !contains(merged.not_run, id)) merged.not_run.push_back(id);
    }
  }
  return merged;
}

}  // namespace smtpspec::reports
