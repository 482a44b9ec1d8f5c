#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace smtpspec::syntax {

/// The length of a command line, CRLF included (RFC 5321 §4.5.3.1.4); extensions enlarge it.
inline constexpr std::size_t kCommandLineLimit = 512;
/// The length of a line of an authentication exchange, CRLF included (RFC 4954 §4).
inline constexpr std::size_t kAuthLineLimit = 12288;

/// How a receiver divides its input into command lines. Conforming by default: only CRLF ends a line (RFC
/// 5321 §2.3.8), every other octet belongs to it, and an over-long line is swallowed to its end and refused
/// once.
struct FramingRules {
  /// A LF without CR before it.
  enum class BareLf : std::uint8_t {
    kept,             ///< an octet of the line like any other
    ends_line,        ///< ends it, as CRLF does
    refused,          ///< the line is read to its end and refused
    refused_at_once,  ///< what was read is refused as a line; what follows begins a new one
    closes,           ///< what was read is refused, and the connection closed
  };
  /// A CR without LF behind it: seen when the next octet comes.
  enum class BareCr : std::uint8_t { kept, ends_line, stripped, refused, closes };
  enum class Nul : std::uint8_t { kept, stripped, cuts_line, refused, closes };
  /// A line of more than `limit` octets, its end included.
  enum class TooLong : std::uint8_t {
    refused,          ///< swallowed to its end, then refused
    accepted,         ///< the limit is lost (kLongestKept octets are kept)
    tail_is_command,  ///< refused at the limit; what follows begins a new line
    head_and_tail_are_commands,
    head_is_command,  ///< cut at the limit, the rest swallowed
    closes,           ///< refused at the limit, and the connection closed
  };
  BareLf bare_lf = BareLf::kept;
  BareCr bare_cr = BareCr::kept;
  Nul nul = Nul::kept;
  TooLong too_long = TooLong::refused;
  std::size_t limit = kCommandLineLimit;
  bool operator==(const FramingRules&) const = default;
};

/// Why a line is refused by the framing stage.
enum class LineFault : std::uint8_t { none, too_long, bare_lf, bare_cr, nul };

/// One line, without its line end.
struct Line {
  std::string_view text;              ///< for a refused line: its first octets
  LineFault fault = LineFault::none;  ///< none: a line to be read; else it is to be refused, once
  bool plain = false;   ///< no NUL, CR or LF was met but the CRLF at its end; may be false where it is true
  bool closes = false;  ///< the rules want the connection closed after the refusal
};

/// The framing stage for command lines: octets in, lines out. Memory is bounded by the limit (by kLongestKept
/// where the rules accept any length), nothing is allocated once the buffer has grown, and the lines are the
/// same however the input is cut. A regular value.
class LineReader {
 public:
  static constexpr std::size_t kLongestKept = 64 * 1024;

  /// Takes octets from the front of `input` up to and with the end of the next line. Nothing, and `input`
  /// empty, if the line is not finished. The view is into `input` where the line lies wholly there, else into
  /// the reader, and lives until the next call. The rules may change between lines.
  std::optional<Line> next(std::string_view& input, const FramingRules& rules);
  /// No octet of an unfinished line was taken.
  bool idle() const { return taken_ == 0; }
  bool operator==(const LineReader& other) const;

 private:
  /// What an octet leads to.
  enum class Then : std::uint8_t { go_on, line, close };

  std::string held_;       // the unfinished line, as far as it is kept
  std::size_t taken_ = 0;  // octets of it that were taken, kept or not
  LineFault fault_ = LineFault::none;
  bool after_cr_ = false;    // the last octet taken was a CR that may begin a CRLF
  bool swallowing_ = false;  // the rest of the line is not kept
  bool handed_out_ = false;  // held_ was handed out and is to be forgotten

  Then step(std::string_view& input, const FramingRules& rules);
  Then take(char octet, const FramingRules& rules);
  Then bare_lf(const FramingRules& rules);
  Then bare_cr(const FramingRules& rules);
  Then nul(const FramingRules& rules);
  Then limit_reached(const FramingRules& rules);
  void refuse(LineFault fault);
  Then close(LineFault fault);
  void keep(std::string_view octets, const FramingRules& rules);
  Line finish(Then then);
  void forget();
};

}  // namespace smtpspec::syntax
