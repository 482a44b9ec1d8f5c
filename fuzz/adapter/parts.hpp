#pragma once

#include "fuzz/adapter/disagreement.hpp"
#include "fuzz/adapter/smtpspec_fuzz.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace smtpspec::fuzz {

/// The parts that a parser may offer, in the order of the choices '0' to '5': command, path, mailbox,
/// content, reply, session.
inline constexpr std::size_t kParts = 6;
/// The part that the first octet of an input chooses.
std::size_t part_of(std::uint8_t choice);
/// Whether the parser under test offers it.
bool offers(std::size_t part);

// One function for each: gives it the input and says where it differs from the reference.
Disagreements compare_command(const smtpspec_parser& parser, std::string_view input);
Disagreements compare_path(const smtpspec_parser& parser, std::string_view input);
Disagreements compare_mailbox(const smtpspec_parser& parser, std::string_view input);
Disagreements compare_content(const smtpspec_parser& parser, std::string_view input);
Disagreements compare_reply(const smtpspec_parser& parser, std::string_view input);
Disagreements compare_session(const smtpspec_parser& parser, std::string_view input);

}  // namespace smtpspec::fuzz
