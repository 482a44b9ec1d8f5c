#pragma once

#include <chrono>
#include <string>
#include <string_view>

/// The three blocks of a pcapng file that a capture of ours has (draft-ietf-opsawg-pcapng §4). libpcap and
/// libtins write the older format only, in which a packet cannot carry a comment.
namespace smtpspec::capture {

/// The Section Header Block and the Interface Description Block that begin a file: packets begin at their IP
/// header, times are in microseconds.
std::string pcapng_start(std::string_view application, std::string_view comment);

/// An Enhanced Packet Block. An empty comment is left out; a long one is cut.
std::string pcapng_packet(std::chrono::microseconds since_1970, std::string_view packet,
                          std::string_view comment);

}  // namespace smtpspec::capture
