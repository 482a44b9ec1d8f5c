#pragma once

#include "reports/baseline.hpp"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace smtpspec::reports {

/// What an entry says of its target is true of this one.
bool is_for(std::string_view said, const Target& target);

/// For each case of the run, the index of the entry that speaks of it, if any.
std::vector<std::optional<std::size_t>> speaking_entries(const Baseline& baseline, const Run& run);

/// The case came out as the entry says.
bool holds(const BaselineEntry& entry, const CaseResult& c);

/// Blocked and error prove nothing: they are not compared.
bool is_compared(const CaseResult& c);

}  // namespace smtpspec::reports
