#include "harness/cli/run_files.hpp"

#include "harness/cli/exit_codes.hpp"
#include "reports/baseline.hpp"
#include "reports/files.hpp"
#include "reports/json.hpp"

#include <fmt/core.h>

namespace smtpspec::cli {

reports::Result<reports::Run> read_run(const std::string& path) {
  const auto text = reports::read_file(path);
  if (!text) return tl::unexpected(text.error());
  auto run = reports::from_json(*text);
  if (!run) run.error().file = path;
  return run;
}

reports::Result<std::vector<reports::Run>> read_runs(const std::vector<std::string>& paths) {
  std::vector<reports::Run> runs;
  for (const std::string& path : paths) {
    auto run = read_run(path);
    if (!run) return tl::unexpected(std::move(run.error()));
    runs.push_back(std::move(*run));
  }
  return runs;
}

reports::Result<void> apply_baseline(const std::string& path, reports::Run& run) {
  if (path.empty()) return {};
  const auto text = reports::read_file(path);
  if (!text) return tl::unexpected(text.error());
  const auto baseline = reports::parse_baseline(*text, path);
  if (!baseline) return tl::unexpected(baseline.error());
  return reports::apply(*baseline, run);
}

int refuse(const reports::Problem& problem, int exit_code) {
  fmt::print(stderr, "smtpspec: {}", reports::render(problem));
  return exit_code;
}

int put(const std::string& path, const std::string& text) {
  if (path.empty()) {
    fmt::print("{}", text);
    return exit_code::ok;
  }
  const auto written = reports::write_file(path, text);
  return written ? exit_code::ok : refuse(written.error(), exit_code::not_written);
}

}  // namespace smtpspec::cli
