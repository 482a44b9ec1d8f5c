#include "fuzz/campaign/corpus.hpp"

#include "fuzz/campaign/child.hpp"
#include "fuzz/campaign/output.hpp"
#include "fuzz/campaign/whole.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <cstdio>
#include <cstring>
#include <fcntl.h>

namespace smtpspec::campaign {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
constexpr auto kLongest = 10min;

/// Why these files are not what libFuzzer has chosen: it ends with 0 where it cannot write them, too. Empty:
/// they are.
std::string what_is_missing(const fs::path& folder, const std::string& said) {
  static const RE2 kChosen(R"(MERGE-OUTER: (\d+) new files with)", RE2::Latin1);
  const std::vector<fs::path> made = files_in(folder);
  std::size_t chosen = 0;
  if (!RE2::PartialMatch(said, kChosen, &chosen)) return "merging it did not say what it chose";
  if (chosen != made.size())
    return fmt::format("merging it chose {} and left {}; is the disk full?", chosen, made.size());
  for (const fs::path& file : made)
    if (const auto octets = whole(file); !octets)
      return fmt::format("{}: {}", octets.error().file, octets.error().what);
  return {};
}

}  // namespace

std::string merge(const Target& target, const Places& places, const std::function<bool()>& stopped) {
  const fs::path old = places.corpus(target.name), fresh = places.corpus("." + target.name + ".merging");
  if (files_in(old).empty()) return {};
  std::error_code failed;
  fs::remove_all(fresh, failed);
  fs::create_directories(fresh, failed);
  Output output;
  const Ended ended = run({places.program(target.name), {"-merge=1", fresh.string(), old.string()}}, kLongest,
                          stopped, [&](std::string_view octets) { output.take(octets); });
  std::string why;
  if (ended.how != Ended::How::by_itself || ended.status != 0) {
    why = fmt::format("merging it ended with {}", ended.status);
  } else if (files_in(fresh).empty()) {
    why = "merging it left nothing";
  } else {
    why = what_is_missing(fresh, output.tail());
  }
  if (why.empty() && ::renameat2(AT_FDCWD, fresh.c_str(), AT_FDCWD, old.c_str(), RENAME_EXCHANGE) != 0) {
    why = fmt::format("what it was merged to cannot take its place: {}", std::strerror(errno));
  }
  fs::remove_all(fresh, failed);
  return why;
}

}  // namespace smtpspec::campaign
