#pragma once

#include "tests/support/places.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

namespace smtpspec::tests {

/// Compares octet by octet with a file that is kept in the repository (`path` from its root). With
/// SMTPSPEC_UPDATE_GOLDEN in the environment the file is written instead: then read the difference before you
/// commit.
inline void expect_golden(const std::string& path, const std::string& actual) {
  const std::string file = in_source(path);
  if (std::getenv("SMTPSPEC_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(file, std::ios::binary | std::ios::trunc) << actual;
    return;
  }
  std::ifstream in(file, std::ios::binary);
  ASSERT_TRUE(in) << file << " is missing; SMTPSPEC_UPDATE_GOLDEN=1 writes it";
  const std::string expected(std::istreambuf_iterator<char>(in), {});
  EXPECT_EQ(actual, expected) << "differs from " << file;
}

}  // namespace smtpspec::tests
