#pragma once

#include "tests/receiver/play.hpp"

#include <string_view>

namespace smtpspec::receiver::test {

/// Plays a dialogue written as a transcript, a line each, and fails where the receiver departs from it:
///   C: EHLO client.test      the client sends the line and CRLF; what follows "C:" and a space is exact
///   S: 250                   the next reply begins so: a code, or more; of several lines, the last is held
///   against it S: -                     no reply comes start TLS, close ...     what else the receiver asks
///   of its host (see play.cpp)
void expect_dialogue(std::string_view script, const Behaviour& behaviour = {}, const Site& site = {});

}  // namespace smtpspec::receiver::test
