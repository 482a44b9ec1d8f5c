#pragma once

#include <string>

#include "fuzz/support/require.hpp"
#include "fuzz/support/smtp_grammar.hpp"
#include "reference/syntax/print.hpp"

namespace smtpspec::fuzz {

inline bool same_parts(const syntax::Path& one, const syntax::Path& other) {
  return one.route == other.route && one.local_part == other.local_part && one.domain == other.domain;
}

/// The parts of a path that the grammar gave are those that it has by the grammar.
inline void check_parts(const syntax::Path& path) {
  std::string joined;
  if (!path.route.empty()) (joined += path.route) += ':';
  joined += path.local_part;
  if (!path.domain.empty()) (joined += '@') += path.domain;
  require(joined == path.text, "the parts of a path are the whole of it");
  require(split(path.text.substr(path.route.empty() ? 0 : path.route.size() + 1)).domain == path.domain,
          "the domain stands behind the local-part");
  require(path.route.empty() || smtp_grammar().matches("A-d-l", path.route), "a route is an A-d-l");
  require(syntax::unquote_local_part(path.local_part) == unquoted(path.local_part),
          "quotes and backslashes are undone, and nothing else");
}

}  // namespace smtpspec::fuzz
