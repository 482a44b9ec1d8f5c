#pragma once

#include "fuzz/support/require.hpp"
#include "fuzz/support/smtp_grammar.hpp"
#include "reference/syntax/command.hpp"

namespace smtpspec::fuzz {

/// The parts of a path that the grammar gave, and that are the whole of it, are those that it has by the
/// grammar.
inline void check_parts(const syntax::Path& path) {
  if (path.text.empty()) return;
  require(path.route.empty() || smtp_grammar().matches("A-d-l", path.route), "a route is an A-d-l");
  const std::size_t mailbox = path.route.empty() ? 0 : path.route.size() + 1;
  require(split(path.text.substr(mailbox)).domain == path.domain, "the domain stands behind the local-part");
}

}  // namespace smtpspec::fuzz
