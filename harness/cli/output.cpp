#include "harness/cli/output.hpp"

#include "reports/text.hpp"

#include <fmt/core.h>

#include <csignal>
#include <cstdio>

namespace smtpspec::cli {

void say(std::string_view text) {
  if (std::ferror(stdout) != 0) return;
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::fflush(stdout);
}

void complain(std::string_view what) {
  if (!what.empty()) fmt::print(stderr, "smtpspec: {}\n", reports::without_commands(what));
}

void outlive_readers() {
  std::signal(SIGPIPE, [](int) {});  // exec resets a handler, and would keep SIG_IGN
}

}  // namespace smtpspec::cli
