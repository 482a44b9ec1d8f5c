#pragma once

#include <string>
#include <string_view>

/// Text in GitHub's Markdown that says what it says: nothing in it becomes markup, a link or a mention.
namespace smtpspec::reports::markdown_text {

/// Running text on one line, also fit for a table.
std::string prose(std::string_view text);
/// A code span on one line; empty text gives nothing.
std::string code(std::string_view text);
/// The same within a table, where a bar would end the cell.
std::string cell_code(std::string_view text);
/// A fenced block.
std::string block(std::string_view text);

}  // namespace smtpspec::reports::markdown_text
