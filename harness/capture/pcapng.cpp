#include "harness/capture/pcapng.hpp"

#include <cstdint>
#include <initializer_list>

namespace smtpspec::capture {
namespace {

enum class Block : std::uint32_t { section = 0x0A0D0D0A, interface = 1, enhanced_packet = 6 };
enum class Option : std::uint16_t { end = 0, comment = 1, user_application = 4 };

constexpr std::uint32_t kByteOrder = 0x1A2B3C4D;  // a reader finds our order out of it
constexpr std::uint16_t kMajor = 1, kMinor = 0;
constexpr std::uint64_t kLengthUnknown = ~std::uint64_t{0};
constexpr std::uint16_t kRawIp = 101;  // LINKTYPE_RAW
constexpr std::size_t kLongestText = 4096;

template <class... Numbers>
std::string numbers(Numbers... each) {
  std::string out;
  (out.append(reinterpret_cast<const char*>(&each), sizeof each), ...);
  return out;
}

void append_padded(std::string& out, std::string_view octets) {
  out += octets;
  out.append((4 - octets.size() % 4) % 4, '\0');
}

struct Text {
  Option option;
  std::string_view text;
};

std::string options(std::initializer_list<Text> texts) {
  std::string out;
  for (const auto& [option, text] : texts) {
    if (text.empty()) continue;
    const std::string_view kept = text.substr(0, kLongestText);
    out += numbers(static_cast<std::uint16_t>(option), static_cast<std::uint16_t>(kept.size()));
    append_padded(out, kept);
  }
  return out.empty() ? out : out + numbers(static_cast<std::uint16_t>(Option::end), std::uint16_t{0});
}

std::string block(Block type, std::string_view body) {
  const auto length = static_cast<std::uint32_t>(body.size() + 3 * sizeof(std::uint32_t));
  std::string out = numbers(static_cast<std::uint32_t>(type), length);
  out += body;
  return out + numbers(length);
}

}  // namespace

std::string pcapng_start(std::string_view application, std::string_view comment) {
  const std::string about = options({{Option::comment, comment}, {Option::user_application, application}});
  const std::uint16_t reserved = 0;
  const std::uint32_t no_snap_length = 0;
  return block(Block::section, numbers(kByteOrder, kMajor, kMinor, kLengthUnknown) + about) +
         block(Block::interface, numbers(kRawIp, reserved, no_snap_length));
}

std::string pcapng_packet(std::chrono::microseconds since_1970, std::string_view packet,
                          std::string_view comment) {
  const auto time = static_cast<std::uint64_t>(since_1970.count());
  const auto size = static_cast<std::uint32_t>(packet.size());
  const std::uint32_t interface = 0;
  std::string body = numbers(interface, static_cast<std::uint32_t>(time >> 32),
                             static_cast<std::uint32_t>(time), size, size);
  append_padded(body, packet);
  return block(Block::enhanced_packet, body + options({{Option::comment, comment}}));
}

}  // namespace smtpspec::capture
