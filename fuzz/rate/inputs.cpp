// Stands in for libFuzzer's mutation: the files of SMTPSPEC_RATE_INPUTS in turn, as they are. So the rate of
// a target is that of libFuzzer's own loop, on inputs that are the same for every target and every run. It is
// printed, runs and octets a second of CPU time, once the allocator has warmed up, and that is the end.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace {

constexpr double kWarmUp = 5;        // seconds of CPU: the allocator's quarantine is full
constexpr double kMeasured = 3;      // seconds of CPU
constexpr std::size_t kLook = 1000;  // runs between two looks at the clock

std::vector<std::string> read_inputs() {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(SMTPSPEC_RATE_INPUTS))
    paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> inputs;
  for (const auto& path : paths) {
    std::ifstream file(path, std::ios::binary);
    inputs.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return inputs;
}

double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* octets, std::size_t, std::size_t most,
                                               unsigned) {
  static const std::vector<std::string> inputs = read_inputs();
  static std::size_t runs = 0, warm_runs = 0, measured_octets = 0;
  static double begun = 0;
  const double now = runs % kLook == 0 ? cpu_seconds() : 0;
  if (warm_runs == 0 && now > kWarmUp) {
    warm_runs = runs;
    begun = now;
  } else if (warm_runs > 0 && now > begun + kMeasured) {
    std::printf("%.0f %.0f\n", static_cast<double>(runs - warm_runs) / (now - begun),
                static_cast<double>(measured_octets) / (now - begun));
    std::fflush(stdout);
    std::_Exit(0);
  }
  const std::string& input = inputs[runs++ % inputs.size()];
  if (input.size() > most) std::abort();  // the rate would be that of something shorter
  if (warm_runs > 0) measured_octets += input.size();
  std::copy(input.begin(), input.end(), octets);
  return input.size();
}
