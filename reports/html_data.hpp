#pragma once

#include "reports/results.hpp"

#include <kainjow/mustache.hpp>

#include <string>
#include <string_view>
#include <vector>

/// What the templates of reports/html/ are filled with. Mustache escapes every value that it puts into the
/// page; a name that a template uses must be set at every level, since an absent one is looked up further
/// out.
namespace smtpspec::reports {

using Data = kainjow::mustache::data;

/// clean() text; false, so that a section about it stays out, where it is empty.
Data text_or_nothing(std::string_view text);
/// Visible octets in parts with a kind: "eol" for a CRLF, "odd" for other octets that are no printable ASCII,
/// "".
Data octet_parts(std::string_view visible);

/// A fragment for each case, made of its id: fit for an id attribute, and unique.
std::vector<std::string> anchors(const std::vector<CaseResult>& cases);

/// The evidence of a case as markup (reports/html/case.html).
std::string evidence_html(const CaseResult& c);

/// Fills a template that came with the program.
std::string filled(std::string_view markup, const Data& data);
/// "sha256-...": how a Content-Security-Policy names a script or style that may stand in the page.
std::string csp_hash(std::string_view content);

}  // namespace smtpspec::reports
