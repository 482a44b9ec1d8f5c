#include "harness/run/stage.hpp"

#include "harness/run/preflight_scenarios.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>

namespace smtpspec::run {
namespace {

// FNV-1a: the same seed gives the same tokens on every machine
constexpr std::uint64_t kFnvOffset = 0xcbf29ce484222325ULL, kFnvPrime = 0x100000001b3ULL;

std::uint64_t hash(std::string_view text, std::uint64_t value) {
  for (const char octet : text) value = (value ^ static_cast<unsigned char>(octet)) * kFnvPrime;
  return value;
}

std::string token(std::uint64_t seed, std::string_view id, std::uint32_t play) {
  return fmt::format("t{:016x}", hash(fmt::format("{}/{}", id, play), seed ^ kFnvOffset));
}

}  // namespace

void Stage::play(const Agenda::Turn& turn, const Begins& begins, std::function<void(player::Result)> ended) {
  const player::Case& what = plan_[turn.index].what;
  player::Circumstances circumstances = surroundings_.circumstances;
  circumstances.reply_timeout *= turn.how.deadlines;
  circumstances.quiet *= turn.how.deadlines;
  player::Play play(what, std::move(circumstances), catalogue_,
                    token(seed_, what.id(), plays_[turn.index]++));
  begins(play);
  network_.play(std::move(play), surroundings_.endpoint, surroundings_.tls, std::move(ended));
}

void Stage::play_control(const Begins& begins, std::function<void(Attempt::Control)> ended) {
  player::Play play(control_case(), surroundings_.circumstances, catalogue_, "control");
  begins(play);
  network_.play(std::move(play), surroundings_.endpoint, surroundings_.tls,
                [ended = std::move(ended)](const player::Result& control) {
                  const bool lively =
                      control.end == player::Result::End::finished && control.verdict <= player::Grade::note;
                  ended(lively ? Attempt::Control::lively : Attempt::Control::slow);
                });
}

}  // namespace smtpspec::run
