#include "reference/syntax/content_writer.hpp"

#include <algorithm>

namespace smtpspec::syntax {

void ContentWriter::write(std::string_view octets, const ContentRules& rules, std::string& content) {
  if (line_cut_) return;
  const std::size_t longest = longest_line(rules);
  while (line_octets_ + octets.size() > longest) {
    note(ContentFault::long_line);
    if (rules.long_line == ContentRules::LongLine::kept ||
        rules.long_line == ContentRules::LongLine::refused_resume)
      break;
    const auto fits = static_cast<std::size_t>(longest - std::min<std::uint64_t>(line_octets_, longest));
    keep(octets.substr(0, fits), rules, content);
    line_octets_ += fits;
    if (rules.long_line == ContentRules::LongLine::cut) return;
    keep("\r\n ", rules, content);
    line_octets_ = 1;
    octets.remove_prefix(fits);
  }
  keep(octets, rules, content);
  line_octets_ += octets.size();
}

void ContentWriter::write_nul(const ContentRules& rules, std::string& content) {
  note(ContentFault::nul);
  switch (rules.nul) {
    case ContentRules::Nul::kept:
      write({"\0", 1}, rules, content);
      break;
    case ContentRules::Nul::stripped:
      break;
    case ContentRules::Nul::to_space:
      write(" ", rules, content);
      break;
    case ContentRules::Nul::cuts_line:
      line_cut_ = true;
      break;
  }
}

void ContentWriter::end_line(const ContentRules& rules, std::string& content) {
  keep("\r\n", rules, content);
  line_octets_ = 0;
  line_cut_ = false;
}

void ContentWriter::keep(std::string_view octets, const ContentRules& rules, std::string& content) {
  const std::string_view kept =
      octets.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(room(rules), octets.size())));
  if (kept.size() < octets.size()) note(ContentFault::too_big);
  size_ += octets.size();
  content += kept;
  if (rules.eight_bit != ContentRules::EightBit::cleared) return;
  const auto begin = content.end() - static_cast<std::ptrdiff_t>(kept.size());
  std::transform(begin, content.end(), begin, [](char octet) { return static_cast<char>(octet & 0x7f); });
}

}  // namespace smtpspec::syntax
