#include <cstdio>
#include <exception>

#include "harness/cli/command_line.hpp"
#include "harness/cli/exit_codes.hpp"

int main(int argc, char** argv) {
  try {
    return smtpspec::cli::run_command_line(argc, argv);
  } catch (const std::exception& bug) {
    std::fprintf(stderr, "smtpspec: a bug of our own: %s\n", bug.what());
  } catch (...) {
    std::fprintf(stderr, "smtpspec: a bug of our own\n");
  }
  return smtpspec::cli::exit_code::internal;
}
