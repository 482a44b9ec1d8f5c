#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace smtpspec::syntax {

/// The length of a text line, CRLF included, the dot of transparency not counted (RFC 5321 §4.5.3.1.6).
inline constexpr std::size_t kTextLineLimit = 1000;

/// What stands before a dot that may end the content.
enum class BeforeDot : std::uint8_t { start, crlf, lf, cr, crlf_nul };
/// What stands behind it.
enum class AfterDot : std::uint8_t { crlf, lf, cr, cr_crlf, nul_crlf };
inline constexpr std::size_t kBeforeDots = 5;
inline constexpr std::size_t kAfterDots = 5;
/// What a receiver takes such a dot for.
enum class DotIs : std::uint8_t {
  content,
  end,             ///< the end of the content
  refused_resume,  ///< the message is refused at once, and what follows is read as commands
  closes,          ///< the message is refused at once, and the connection closed
};

/// How a receiver reads the content behind DATA. Conforming by default: CRLF.CRLF and nothing else ends it
/// (RFC 5321 §4.1.1.4), one leading dot is removed from each line (§4.5.2), and every other octet is kept.
/// Whether a message with bare LF, NUL, 8-bit octets or long lines is refused at its end is for the caller to
/// say, who is told of them by ContentReader::faults().
struct ContentRules {
  enum class Transparency : std::uint8_t {
    one_dot_removed,
    doubled_dot_only,
    kept,
    before_the_end,  ///< and then the end is looked for
  };
  /// A CR or LF that is not part of a CRLF.
  enum class Bare : std::uint8_t { kept, to_crlf, to_space, stripped, refused_resume, closes };
  enum class Nul : std::uint8_t { kept, stripped, to_space, cuts_line };
  enum class EightBit : std::uint8_t { kept, cleared };
  enum class LongLine : std::uint8_t { kept, cut, folded, refused_resume };
  enum class TooBig : std::uint8_t { swallowed, refused_resume, closes };

  /// The cells of BeforeDot x AfterDot.
  std::array<std::array<DotIs, kAfterDots>, kBeforeDots> dots = conforming_dots();
  Transparency transparency = Transparency::one_dot_removed;
  bool white_space_behind_dot = false;      ///< is passed over, and the end looked for behind it
  bool transparency_after_bare_lf = false;  ///< dots are removed behind a bare LF that is kept, too
  Bare bare_lf = Bare::kept;                ///< to_crlf also begins a line for transparency
  Bare bare_cr = Bare::kept;
  Nul nul = Nul::kept;
  EightBit eight_bit = EightBit::kept;
  LongLine long_line = LongLine::kept;  ///< a line of more than `line_limit` octets, CRLF included
  TooBig too_big = TooBig::swallowed;  ///< content of more than `size_limit` octets; the excess is never kept
  std::size_t line_limit = kTextLineLimit;  ///< more than three
  bool stuffed_dot_counts = false;          ///< for the length of the line (§4.5.3.1.6 says it does not)
  std::uint64_t size_limit = std::numeric_limits<std::uint64_t>::max();

  DotIs dot(BeforeDot before, AfterDot after) const {
    return dots[static_cast<std::size_t>(before)][static_cast<std::size_t>(after)];
  }
  void set_dot(BeforeDot before, AfterDot after, DotIs is) {
    dots[static_cast<std::size_t>(before)][static_cast<std::size_t>(after)] = is;
  }
  bool operator==(const ContentRules&) const = default;

  static constexpr std::array<std::array<DotIs, kAfterDots>, kBeforeDots> conforming_dots() {
    std::array<std::array<DotIs, kAfterDots>, kBeforeDots> cells{};
    cells[static_cast<std::size_t>(BeforeDot::start)][static_cast<std::size_t>(AfterDot::crlf)] = DotIs::end;
    cells[static_cast<std::size_t>(BeforeDot::crlf)][static_cast<std::size_t>(AfterDot::crlf)] = DotIs::end;
    return cells;
  }
};

/// What was seen in the content: bits of ContentReader::faults().
enum class ContentFault : std::uint8_t {
  bare_lf = 1 << 0,
  bare_cr = 1 << 1,
  nul = 1 << 2,
  eight_bit = 1 << 3,
  long_line = 1 << 4,
  too_big = 1 << 5,
};

}  // namespace smtpspec::syntax
