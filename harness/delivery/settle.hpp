#pragma once

#include "harness/delivery/message.hpp"
#include "harness/player/player.hpp"

#include <string>
#include <vector>

namespace smtpspec::delivery {

/// Whether a claim about delivery holds among all that came out of the target, of whichever play.
/// Only those that hold the claim's token count. The first of the claim and its rows that holds gives the
/// grade; where none does, `otherwise` is the grade. What cannot be seen proves nothing: a claim about octets
/// that a place of lines does not show, or about an envelope that it does not keep, makes the finding a skip
/// with the reason. Content (`content`, `has`, `lacks`) is what stands behind the trace fields that the
/// target put before it; `matches` looks at the whole message. A message that somebody encoded on its way
/// does not show its content. Where more may come, too few messages accuse nobody; where nothing came at all,
/// that nothing came acquits nobody.
player::Finding settle(const player::Claim& claim, const Arrived& arrived, player::Grade otherwise);

/// The content without the trace fields at its beginning (Return-Path, Received, Delivered-To, X-Original-To
/// and their continuation lines).
std::string_view behind_trace_fields(std::string_view octets);

}  // namespace smtpspec::delivery
