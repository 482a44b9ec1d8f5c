#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace smtpspec::reply {

/// An enhanced mail system status code (RFC 3463 §2, RFC 2034 §3): class "." subject "." detail.
struct EnhancedCode {
  std::uint8_t klass = 0;  ///< 2, 4 or 5
  std::uint16_t subject = 0;
  std::uint16_t detail = 0;
  auto operator<=>(const EnhancedCode&) const = default;
};

/// Reads an enhanced code at the start of a reply line's text; it must be followed by SP or the end.
std::optional<EnhancedCode> parse_enhanced(std::string_view text);

/// How the octets of a reply depart from RFC 5321 §4.2: bits of `Reply::faults`.
enum class FormFault : std::uint16_t {
  bare_lf = 1 << 0,       ///< a line ended in LF without CR
  bare_cr = 1 << 1,       ///< CR inside a line
  code_range = 1 << 2,    ///< first digit not 2..5 or second not 0..5
  separator = 1 << 3,     ///< neither SP, hyphen nor the line end after the code
  code_changes = 1 << 4,  ///< lines of one reply have different codes
  too_long = 1 << 5,      ///< a line of more than 512 octets, CRLF counted (§4.5.3.1.5)
  control = 1 << 6,       ///< NUL or another control octet (HT is allowed) in the text
  eight_bit = 1 << 7,     ///< an octet above 127 in the text
  not_a_reply = 1 << 8,   ///< a line that does not begin with three digits
  cut_off = 1 << 9,       ///< the connection ended inside the reply
  clipped = 1 << 10,      ///< longer than we keep: `octets` and `lines` hold a prefix
};

/// One reply, possibly of several lines (RFC 5321 §4.2). Owns its octets.
struct Reply {
  int code = 0;                    ///< of the first line; 0 if it is no reply at all
  std::vector<std::string> lines;  ///< the text of each line, without code, separator and line end
  std::string octets;              ///< exactly as received, line ends included
  std::uint16_t faults = 0;        ///< FormFault bits

  bool has(FormFault fault) const { return (faults & static_cast<std::uint16_t>(fault)) != 0; }
  /// The enhanced code of the first line, if it has one of this reply's class.
  std::optional<EnhancedCode> enhanced() const;
  bool operator==(const Reply&) const = default;
};

/// Splits a stream of octets into replies. Memory is bounded by `kKept` octets a reply, whatever arrives:
/// what is beyond is counted as FormFault::clipped and dropped. Never throws on input. A regular value.
class ReplyReader {
 public:
  static constexpr std::size_t kKept = 64 * 1024;

  /// Appends what was received. Replies completed by it are returned by next().
  void feed(std::string_view octets);
  /// The oldest complete reply, or nothing.
  std::optional<Reply> next();
  /// The connection ended: what is left of an unfinished reply (FormFault::cut_off), if anything.
  std::optional<Reply> finish();
  /// No octet of an unfinished reply is held.
  bool idle() const;
  bool operator==(const ReplyReader&) const = default;

 private:
  std::string line_;             // the unfinished line, at most kKept octets
  std::size_t line_octets_ = 0;  // of the unfinished line, kept or not
  bool last_was_cr_ = false;
  Reply open_;                    // the reply that is being read
  std::uint64_t open_lines_ = 0;  // its finished lines, kept or not
  std::vector<Reply> ready_;
  std::size_t taken_ = 0;  // of ready_

  void hold(std::string_view octets);
  void end_line();
  bool take_line(std::string_view text);
  bool keep(std::string_view octets);
  void forget_line();
};

/// Writes a reply: each of `lines` with the code, hyphens on all but the last, CRLF (RFC 5321 §4.2.1).
void append_reply(std::string& out, int code, const std::vector<std::string>& lines);

}  // namespace smtpspec::reply
