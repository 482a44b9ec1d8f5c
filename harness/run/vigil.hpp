#pragma once

#include "harness/run/agenda.hpp"
#include "harness/run/attempts.hpp"
#include "harness/run/process.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace smtpspec::run {

/// A turn that has ended, and what came of it.
struct Ended {
  Agenda::Turn turn;
  Attempt attempt;
};

/// A server that dies closes its connections a little before its end is known. So what a server of ours was
/// asked is kept for a moment, until it is known whether it outlived that.
class Vigil {
 public:
  /// `process` outlives this. Null: a server that is not ours; nothing is to be kept for it.
  explicit Vigil(Process* process) : process_(process) {}

  bool watches() const { return process_ != nullptr; }
  /// The end of the server is known, and it has not been started again.
  bool server_is_dead() const { return !how_.empty(); }
  std::size_t kept() const { return kept_.size(); }

  /// How long this is to be kept; then ask outlived().
  static Millis moment(const player::Result& result);
  /// Keeps it; returns its number for outlived().
  std::uint64_t keep(Ended one);
  /// Gives back what the server outlived; nothing, if it is dead or the number is gone.
  std::optional<Ended> outlived(std::uint64_t number);

  struct Burial {
    std::string how;         ///< "killed by SIGSEGV"
    std::string last_words;  ///< octets made visible
    std::vector<Ended> all;  ///< what was kept: among these are those that can have killed it
    bool revived = false;
  };
  /// Gives back all that was kept, and starts the server again.
  Burial bury();

 private:
  struct Kept {
    std::uint64_t number;
    Ended what;
  };
  Process* process_;
  std::vector<Kept> kept_;
  std::uint64_t numbers_ = 0;
  std::string how_;
};

}  // namespace smtpspec::run
