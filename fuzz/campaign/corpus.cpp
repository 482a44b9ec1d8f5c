#include "fuzz/campaign/corpus.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <cstdio>
#include <cstring>

#include "fuzz/campaign/child.hpp"

namespace smtpspec::campaign {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
constexpr auto kLongest = 10min;

}  // namespace

std::string merge(const Target& target, const Places& places, const std::function<bool()>& stopped) {
  const fs::path old = places.corpus(target.name), fresh = places.corpus("." + target.name + ".merging");
  if (files_in(old).empty()) return {};
  std::error_code failed;
  fs::remove_all(fresh, failed);
  fs::create_directories(fresh, failed);
  const Ended ended = run({places.program(target.name), {"-merge=1", fresh.string(), old.string()}}, kLongest,
                          stopped, [](std::string_view) {});
  std::string why;
  if (ended.how != Ended::How::by_itself || ended.status != 0) {
    why = fmt::format("merging it ended with {}", ended.status);
  } else if (files_in(fresh).empty()) {
    why = "merging it left nothing";
  } else if (::renameat2(AT_FDCWD, fresh.c_str(), AT_FDCWD, old.c_str(), RENAME_EXCHANGE) != 0) {
    why = fmt::format("what it was merged to cannot take its place: {}", std::strerror(errno));
  }
  fs::remove_all(fresh, failed);
  return why;
}

}  // namespace smtpspec::campaign
