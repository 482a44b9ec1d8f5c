#pragma once

#include "harness/language/ast.hpp"
#include "reference/reply/reply.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace smtpspec::player {

/// 421 announces a close at any time (RFC 5321 §3.8), so that only a pattern that names it, or `any`, matches
/// it.
bool matches(const language::CodePattern& pattern, int code);
bool matches_any(const std::vector<language::CodePattern>& patterns, int code);

/// The code is matched only as one of a class: by "5yz", not by "530".
bool matches_by_class_only(const std::vector<language::CodePattern>& patterns, int code);

/// Whether the pattern is found in the octets, which need not be text.
bool matches(const language::Pattern& pattern, std::string_view octets);

/// Whether a reply meets an expectation of Kind::reply: codes and every modifier.
bool matches(const language::Expect& expect, const reply::Reply& reply);
/// A command line, without its line end, for what `turn` made us read.
bool matches_line(const language::Expect& expect, std::string_view line);

/// Name and value of each capture of an expectation that matched.
std::vector<std::pair<std::string, std::string>> captures(const language::Expect& expect,
                                                          const reply::Reply& reply);

/// What was answered from a step to its fence.
struct Answers {
  std::vector<int> codes;
  bool closed = false;  ///< the server closed without answering the fence
};
/// Whether one of a row's sequences is the whole of it.
bool matches(const language::OutcomeRow& row, const Answers& answers);
/// Whether one of a row's sequences begins with these replies: more might have come.
bool begins(const language::OutcomeRow& row, const std::vector<int>& codes);

}  // namespace smtpspec::player
