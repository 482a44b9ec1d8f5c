#pragma once

#include "harness/player/player.hpp"
#include "reference/reply/reply.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace smtpspec::run {

/// A reply of a played dialogue, with the command it answers (empty: the greeting).
struct Answered {
  std::string command;
  reply::Reply reply;
  std::chrono::milliseconds latency{0};  ///< since the last octets sent before it
};

/// The reply that an entry of a transcript holds; one that was cut off counts.
std::optional<reply::Reply> reply_in(std::string_view octets);

/// The replies of a play, in order. AUTH responses are redacted there already.
std::vector<Answered> replies(const player::Result& result);

/// The last reply to a command that begins so (given in upper case; sent in any), or null.
const Answered* answer_to(const std::vector<Answered>& dialogue, std::string_view command);

/// "550 5.1.1 unknown", one line, octets made visible: how a reply is quoted to people.
std::string quote(const reply::Reply& reply);

}  // namespace smtpspec::run
