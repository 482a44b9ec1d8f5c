#include "fuzz/support/require.hpp"

#include <cstdio>
#include <cstdlib>

namespace smtpspec::fuzz {

void fail(std::string_view property) {
  std::fprintf(stderr, "property broken: %.*s\n", static_cast<int>(property.size()), property.data());
  std::abort();
}

}  // namespace smtpspec::fuzz
