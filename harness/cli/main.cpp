#include "harness/cli/command_line.hpp"
#include "harness/cli/exit_codes.hpp"

#include <cstdio>
#include <exception>
#include <system_error>

int main(int argc, char** argv) {
  try {
    return smtpspec::cli::run_command_line(argc, argv);
  } catch (const std::system_error& error) {
    // `2>&1 | head`: nobody is left to be told
    if (std::ferror(stdout) != 0 || std::ferror(stderr) != 0) return smtpspec::cli::exit_code::not_written;
    std::fprintf(stderr, "smtpspec: a bug of our own: %s\n", error.what());
  } catch (const std::exception& bug) {
    std::fprintf(stderr, "smtpspec: a bug of our own: %s\n", bug.what());
  } catch (...) {
    std::fprintf(stderr, "smtpspec: a bug of our own\n");
  }
  return smtpspec::cli::exit_code::internal;
}
