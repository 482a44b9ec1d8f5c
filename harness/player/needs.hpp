#pragma once

#include "harness/language/ast.hpp"
#include "harness/player/connection.hpp"

#include <string>

namespace smtpspec::player {

/// Which of the scenario's needs the server did not announce on this connection, in words; empty if none.
std::string not_announced(const language::Scenario& scenario, const Connection& connection);

/// An upper-case word of `needs`: an EHLO keyword, `not:` in front of it included.
bool is_about_ehlo(std::string_view need);

}  // namespace smtpspec::player
