#pragma once

#include "reference/receiver/session.hpp"

#include <span>
#include <string_view>

namespace smtpspec::receiver {

/// A sequence that looks like an end of data, and the decision whether it is one.
struct Lookalike {
  DecisionId decision;
  syntax::BeforeDot before;
  syntax::AfterDot after;
};
std::span<const Lookalike> lookalikes();

// How the stages before the conversation read their input, by conduct. Decisions are peeked at here; they
// count as asked when something was read that puts them: see the functions named put_*.

syntax::FramingRules framing_rules(const Counsel& counsel, const Session& session);
syntax::ContentRules content_rules(const Counsel& counsel, const Session& session);
/// For the octets of a chunk (RFC 3030 §2): none of them is special, unless conduct removes dots.
syntax::ContentRules chunk_rules(const Counsel& counsel);
syntax::Reading reading(const Counsel& counsel);

/// The questions that a line of `octets` octets, its end included, puts to the framing stage.
void put_length(std::size_t octets, Counsel& counsel, const Session& session);
/// The questions that a path or a count puts to the parser.
void put_misreadings(const syntax::Command& command, Counsel& counsel);
/// The questions that the octets of a content put.
void put_content(const syntax::ContentReader& reader, Counsel& counsel, const Session& session);

}  // namespace smtpspec::receiver
