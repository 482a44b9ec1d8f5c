#include "fuzz/campaign/output.hpp"

#include "fuzz/campaign/cause.hpp"

#include <algorithm>
#include <charconv>

namespace smtpspec::campaign {
namespace {

constexpr std::size_t kLine = 2000;
constexpr std::size_t kKept = 32 * 1024;

/// The number behind a word of the line, which may have a unit or a slash behind it.
bool number_behind(std::string_view line, std::string_view word, std::uint64_t& number) {
  std::size_t at = line.find(word);
  if (at == std::string_view::npos) return false;
  at = line.find_first_not_of(' ', at + word.size());
  if (at == std::string_view::npos) return false;
  return std::from_chars(line.data() + at, line.data() + line.size(), number).ec == std::errc();
}

/// "#4096	pulse  cov: 12 ft: 34 corp: 5/67b lim: 8 exec/s: 9 rss: 10Mb"
bool is_progress(std::string_view line) { return line.starts_with('#') && line.find(" cov: ") != line.npos; }

/// The input as octets, and words for a dictionary of our own.
bool is_noise(std::string_view line) {
  return line.starts_with("0x") || line.starts_with("Base64:") || line.starts_with("######") ||
         line.find("\" # Uses: ") != line.npos;
}

}  // namespace

void Output::take(std::string_view octets) {
  if (!report_.empty()) since_report_ += octets.size();
  while (!octets.empty()) {
    const std::size_t end = octets.find('\n');
    line_ += octets.substr(0, std::min(end, kLine - line_.size()));
    if (end == std::string_view::npos) return;
    octets.remove_prefix(end + 1);
    end_of_line();
    line_.clear();
  }
}

void Output::end_of_line() {
  if (is_progress(line_)) {
    number_behind(line_, "#", progress_.runs);
    number_behind(line_, "cov: ", progress_.edges);
    number_behind(line_, "ft: ", progress_.features);
    number_behind(line_, "corp: ", progress_.inputs);
    number_behind(line_, "exec/s: ", progress_.per_second);
    return;
  }
  number_behind(line_, "stat::number_of_executed_units:", progress_.runs);
  if (is_noise(line_)) return;
  line_ += '\n';
  if ((!report_.empty() || says_what_is_wrong(line_)) && report_.size() + line_.size() <= kKept)
    report_ += line_;
  in_tail_ += line_.size();
  tail_.push_back(line_);
  while (in_tail_ > kKept) {
    in_tail_ -= tail_.front().size();
    tail_.pop_front();
  }
}

std::string Output::tail() const {
  std::string out;
  for (const std::string& line : tail_) out += line;
  return out + line_;
}

}  // namespace smtpspec::campaign
