#pragma once

#include "tests/support/places.hpp"
#include "tests/support/program.hpp"

namespace smtpspec::tests {

/// Runs the program that was built.
inline Ran smtpspec(const std::vector<std::string>& arguments) {
  return run_program(smtpspec_program(), arguments);
}

}  // namespace smtpspec::tests
