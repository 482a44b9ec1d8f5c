#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace smtpspec::campaign {

/// What the user sees while a campaign runs: lines, and on a terminal one line below them that says how far
/// it is. Any thread may call it.
class Board {
 public:
  /// `lasts` is how long the whole will take, as far as can be said.
  Board(std::size_t targets, std::chrono::seconds lasts);
  ~Board() { clear(); }
  Board(const Board&) = delete;
  Board& operator=(const Board&) = delete;

  void say(const std::string& line);
  /// What a target is at: "64/s, 12 edges, corpus 5".
  void show(const std::string& target, std::string what);
  void done(const std::string& target, const std::string& line);
  /// Now and then, so that the time that is shown goes on.
  void tick();

 private:
  using Clock = std::chrono::steady_clock;

  std::mutex mutex_;
  const bool terminal_;
  const std::size_t targets_;
  const std::chrono::seconds lasts_;
  const Clock::time_point start_ = Clock::now();
  Clock::time_point drawn_{};
  std::map<std::string, std::string> running_;
  std::size_t done_ = 0;

  void clear() const;
  void draw();
};

/// To standard output, at once. What nobody reads is lost, and no error.
void print(std::string_view text);

/// "45 s", "6 min", "1 h 30 min".
std::string duration_text(std::chrono::seconds time);

}  // namespace smtpspec::campaign
