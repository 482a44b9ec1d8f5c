#include "tests/support/places.hpp"

namespace smtpspec::tests {

std::string in_source(std::string_view path) { return std::string(SMTPSPEC_SOURCE_DIR "/").append(path); }

std::string in_build(std::string_view path) { return std::string(SMTPSPEC_BINARY_DIR "/").append(path); }

std::string smtpspec_program() { return in_build("smtpspec"); }

}  // namespace smtpspec::tests
