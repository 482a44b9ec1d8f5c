#pragma once

#include "reports/results.hpp"

#include <string>
#include <string_view>

/// The cases of checks that are made on every dialogue of a run: they hold numbers, which add up over shards.
namespace smtpspec::reports {

/// Their group.
inline constexpr std::string_view kEveryDialogue = "every-dialogue";

/// What such a case says, made of its numbers and of its finding.
std::string every_dialogue_message(const CaseResult& c);

}  // namespace smtpspec::reports
