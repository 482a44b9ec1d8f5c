#pragma once

#include "harness/language/ast.hpp"

#include <functional>

namespace smtpspec::language {

/// Calls `visit` for each piece of a scenario (of octets, writes and claims), outer ones before inner ones.
void for_each_piece(const Scenario& scenario, const std::function<void(const Piece&)>& visit);

/// Calls `visit` for each ${...} of a scenario, also those inside an argument of another.
void for_each_hole(const Scenario& scenario, const std::function<void(const Hole&)>& visit);

}  // namespace smtpspec::language
