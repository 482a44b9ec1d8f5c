#include "reference/syntax/domain.hpp"

#include "reference/syntax/octets.hpp"

#include <algorithm>

namespace smtpspec::syntax {
namespace {

constexpr std::size_t kLongestDomain = 255;  // RFC 5321 §4.5.3.1.2
constexpr std::size_t kLongestLabel = 63;    // RFC 1035 §2.3.4
constexpr int kLetDig = kAlpha | kDigit | kNonAscii;

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  DomainReading read() {
    if (text_.starts_with('[')) {
      read_literal();
    } else {
      read_labels();
    }
    if (text_.size() > kLongestDomain) odd(Oddity::long_domain, kLongestDomain);
    return out_;
  }

 private:
  std::string_view text_;
  DomainReading out_;

  void odd(Oddity oddity, std::size_t offset) {
    if (out_.oddities == 0 || offset < out_.error_offset) {
      out_.error = oddity;
      out_.error_offset = offset;
    }
    out_.oddities |= static_cast<Oddities>(oddity);
  }
  void feature(Feature feature) { out_.features |= static_cast<Features>(feature); }

  void read_labels() {
    if (text_.find('.') == std::string_view::npos) feature(Feature::single_label_domain);
    for (std::size_t begin = 0; begin <= text_.size();) {
      const std::size_t end = std::min(text_.find('.', begin), text_.size());
      read_label(begin, text_.substr(begin, end - begin));
      begin = end + 1;
    }
  }

  void read_label(std::size_t begin, std::string_view label) {
    if (label.empty()) return odd(Oddity::empty_label, begin);
    if (label.size() > kLongestLabel) odd(Oddity::long_domain, begin + kLongestLabel);
    if (all(label, kLetDig)) return;
    for (std::size_t i = 0; i < label.size(); ++i) {
      const bool hyphen_inside = label[i] == '-' && i != 0 && i + 1 != label.size();
      if (is(label[i], kLetDig) || hyphen_inside) continue;
      odd(label[i] == '_' ? Oddity::underscore_domain : Oddity::bad_domain, begin + i);
    }
  }

  void read_literal() {
    if (!text_.ends_with(']') || text_.size() < 2) return odd(Oddity::bad_literal, text_.size());
    const std::string_view inside = text_.substr(1, text_.size() - 2);
    constexpr std::string_view kIpv6 = "IPv6:";
    const std::size_t colon = inside.find(':');
    if (colon == std::string_view::npos) {
      is_ipv4(inside) ? feature(Feature::ipv4_literal) : odd(Oddity::bad_literal, 1);
    } else if (equals_ignoring_case(inside.substr(0, colon + 1), kIpv6)) {
      is_ipv6(inside.substr(colon + 1)) ? feature(Feature::ipv6_literal) : odd(Oddity::bad_literal, 1);
    } else {
      is_general(inside.substr(0, colon), inside.substr(colon + 1)) ? feature(Feature::general_literal)
                                                                    : odd(Oddity::bad_literal, 1);
    }
  }

  /// Standardized-tag ":" 1*dcontent. The tag is an Ldh-str.
  static bool is_general(std::string_view tag, std::string_view content) {
    const bool is_tag =
        !tag.empty() && is(tag.back(), kAlpha | kDigit) &&
        std::all_of(tag.begin(), tag.end(), [](char c) { return c == '-' || is(c, kAlpha | kDigit); });
    return is_tag && !content.empty() && all(content, kDcontent);
  }
};

}  // namespace

DomainReading read_domain(std::string_view text) { return Reader(text).read(); }

bool is_domain(std::string_view text) { return !text.starts_with('[') && read_domain(text).oddities == 0; }

bool is_address_literal(std::string_view text) {
  return text.starts_with('[') && read_domain(text).oddities == 0;
}

}  // namespace smtpspec::syntax
