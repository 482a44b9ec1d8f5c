#include "fuzz/campaign/board.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <sys/ioctl.h>
#include <unistd.h>
#include <utility>

namespace smtpspec::campaign {
namespace {

using namespace std::chrono_literals;

constexpr auto kDraw = 500ms;

std::size_t width() {
  winsize size{};
  return ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80U;
}

std::string clock_text(std::chrono::seconds time) {
  return fmt::format("{}:{:02}", time.count() / 60, time.count() % 60);
}

}  // namespace

Board::Board(std::size_t targets, std::chrono::seconds lasts)
    : terminal_(::isatty(STDOUT_FILENO) == 1),
      targets_(targets),
      lasts_(lasts) {}

void Board::say(const std::string& line) {
  const std::scoped_lock lock(mutex_);
  clear();
  print(line + "\n");
  drawn_ = {};
  draw();
}

void Board::show(const std::string& target, std::string what) {
  const std::scoped_lock lock(mutex_);
  running_[target] = std::move(what);
  draw();
}

void Board::done(const std::string& target, const std::string& line) {
  {
    const std::scoped_lock lock(mutex_);
    running_.erase(target);
    ++done_;
  }
  say(line);
}

void Board::tick() {
  const std::scoped_lock lock(mutex_);
  draw();
}

void Board::clear() const {
  if (terminal_) print("\r\033[K");
}

void Board::draw() {
  if (!terminal_ || Clock::now() - drawn_ < kDraw) return;
  drawn_ = Clock::now();
  const auto passed = std::chrono::duration_cast<std::chrono::seconds>(drawn_ - start_);
  std::string line = clock_text(passed);
  if (passed <= lasts_) line += " of " + clock_text(lasts_);
  line += fmt::format("  {} of {} done", done_, targets_);
  for (const auto& [name, what] : running_) line += fmt::format("  {}: {}", name, what);
  clear();
  print(line.substr(0, width() - 1));
}

void print(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::fflush(stdout);
}

std::string duration_text(std::chrono::seconds time) {
  if (time < 2min) return fmt::format("{} s", time.count());
  const auto minutes = (time.count() + 30) / 60;
  if (minutes < 120) return fmt::format("{} min", minutes);
  return fmt::format("{} h {} min", minutes / 60, minutes % 60);
}

}  // namespace smtpspec::campaign
