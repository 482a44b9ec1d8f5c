#pragma once

#include "reports/problem.hpp"
#include "reports/results.hpp"

#include <string>
#include <string_view>

namespace smtpspec::reports {

/// What `schema` says in the files that to_json() writes; reports/run.schema.json describes them.
inline constexpr std::string_view kRunSchema = "smtpspec-run/1";

/// The master report: everything in `run`, and a summary. Octets are written as base64 beside their visible
/// form; those of a redacted exchange are not written at all.
std::string to_json(const Run& run);

/// Reads what to_json() wrote. Unknown members are passed over, absent ones keep their defaults. Any other
/// text gives a Problem that names the place (line and column, or the path of the member) and what was
/// expected there.
Result<Run> from_json(std::string_view text);

}  // namespace smtpspec::reports
