#pragma once

#include "harness/language/ast.hpp"
#include "harness/run/attempts.hpp"

#include <string>

namespace smtpspec::run {

/// What is known of the target and takes the force out of a verdict.
struct Latitude {
  bool trusted = false;      ///< it accepted a foreign recipient from us
  std::string era = "5321";  ///< the standard that the user asks by
};

/// Turns a verdict that proves nothing here into a note that says why:
///   - smuggling, relaying and sizes, of a target that trusts us;
///   - what a newer RFC forbids and an older one asked for, outside its era.
/// A server that died did so in any case.
void soften(Settled& settled, const language::Scenario& scenario, const Latitude& latitude);

}  // namespace smtpspec::run
