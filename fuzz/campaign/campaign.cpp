#include "fuzz/campaign/campaign.hpp"

#include <atomic>
#include <exception>
#include <thread>

#include "fuzz/campaign/corpus.hpp"
#include "fuzz/campaign/summary.hpp"

namespace smtpspec::campaign {
namespace {

Outcome hunt_and_merge(const Target& target, const Plan& plan, Board& board, const Stopped& stopped) {
  Outcome out = hunt(target, plan, board, stopped);
  if (out.problem.empty() && !stopped()) {
    if (const std::string why = merge(target, plan.places, stopped); !why.empty() && !stopped())
      out.remark += (out.remark.empty() ? "" : "; ") + ("the corpus stays as it was: " + why);
  }
  out.corpus = files_in(plan.places.corpus(target.name)).size();
  return out;
}

}  // namespace

std::vector<Outcome> campaign(const Plan& plan, Board& board, const Stopped& stopped) {
  std::vector<Outcome> out;
  for (const Target& target : plan.targets) out.push_back({.target = target});
  std::atomic<std::size_t> next = 0;
  std::exception_ptr failed;
  std::atomic_flag has_failed;
  const auto work = [&] {
    try {
      for (std::size_t i; !stopped() && (i = next++) < out.size();) {
        out[i] = hunt_and_merge(plan.targets[i], plan, board, stopped);
        board.done(plan.targets[i].name, line_of(out[i]));
      }
    } catch (...) {
      if (!has_failed.test_and_set()) failed = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> workers;
    for (unsigned i = 0; i < plan.jobs; ++i) workers.emplace_back(work);
  }
  if (failed) std::rethrow_exception(failed);
  return out;
}

std::chrono::seconds lasts(const Plan& plan) {
  return plan.time * ((plan.targets.size() + plan.jobs - 1) / plan.jobs);
}

}  // namespace smtpspec::campaign
