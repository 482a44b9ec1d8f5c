#pragma once

#include "reports/results.hpp"

#include <string>
#include <string_view>

/// Where in the standards something stands.
namespace smtpspec::reports {

/// "RFC 5321 §4.1.1.5" of a rule; "RFC 5321" where it has no section.
std::string section_title(const Rule& rule);
/// Its place at the RFC editor's; empty where it names no RFC.
std::string section_url(const Rule& rule);
/// The section a case is counted under: of its first rule, else its group.
std::string section_title(const CaseResult& c);
/// What the suite of a case is called: its title, else its group, else "smtpspec". Never empty.
std::string suite_name(const CaseResult& c);

}  // namespace smtpspec::reports
