#pragma once

#include <string_view>

/// The files of reports/html/, as they were when we were built.
namespace smtpspec::reports::assets {

extern const std::string_view page_html, case_html, matrix_html, page_css, page_js;

}  // namespace smtpspec::reports::assets
