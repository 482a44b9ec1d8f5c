#include "fuzz/campaign/campaign.hpp"

#include "fuzz/campaign/corpus.hpp"
#include "fuzz/campaign/summary.hpp"

#include <atomic>
#include <exception>
#include <thread>

namespace smtpspec::campaign {
namespace {

std::size_t inputs_kept(const Target& target, const Places& places) {
  return files_in(places.corpus(target.name)).size();
}

void merge(Outcome& out, const Plan& plan, Board& board, const Stopped& stopped) {
  board.show(out.target.name, "merging");
  const std::string why = merge(out.target, plan.places, stopped);
  if (!why.empty() && !stopped())
    out.remark += (out.remark.empty() ? "" : "; ") + ("the corpus stays as it was: " + why);
}

Outcome hunt_and_merge(const Target& target, const Plan& plan, Board& board, const Stopped& stopped) {
  Outcome out{.target = target, .begun = true};
  try {
    hunt(out, plan, board, stopped);
    // Merging would drop the inputs that a target now dies of.
    if (out.problem.empty() && out.findings.empty() && !stopped()) merge(out, plan, board, stopped);
  } catch (const std::filesystem::filesystem_error& failed) {
    out.problem = failed.what();
    out.not_written = true;
  } catch (const std::exception& failed) {
    out.problem = failed.what();
  }
  out.corpus = inputs_kept(target, plan.places);
  return out;
}

}  // namespace

std::vector<Outcome> campaign(const Plan& plan, Board& board, const Stopped& stopped) {
  const Stopped ticking = [&] { return board.tick(), stopped(); };
  std::vector<Outcome> out;
  for (const Target& target : plan.targets)
    out.push_back({.target = target, .corpus = inputs_kept(target, plan.places)});
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i; !stopped() && (i = next++) < out.size();) {
      out[i] = hunt_and_merge(plan.targets[i], plan, board, ticking);
      board.done(plan.targets[i].name, line_of(out[i]));
    }
  };
  {
    std::vector<std::jthread> workers;
    for (unsigned i = 0; i < plan.jobs; ++i) workers.emplace_back(work);
  }
  return out;
}

std::chrono::seconds lasts(const Plan& plan) {
  return plan.time * ((plan.targets.size() + plan.jobs - 1) / plan.jobs);
}

}  // namespace smtpspec::campaign
