#include "reference/reply/reply.hpp"

#include <algorithm>
#include <charconv>

namespace smtpspec::reply {
namespace {

constexpr std::size_t kLongestLine = 512;  // CRLF included (RFC 5321 §4.5.3.1.5)
constexpr std::size_t kCodeLength = 3;

bool is_digit(char c) { return '0' <= c && c <= '9'; }

bool begins_with_code(std::string_view line) {
  return line.size() >= kCodeLength && std::all_of(line.begin(), line.begin() + kCodeLength, is_digit);
}

void add(Reply& reply, FormFault fault) { reply.faults |= static_cast<std::uint16_t>(fault); }

void judge_text(std::string_view text, Reply& reply) {
  for (const char c : text) {
    const auto octet = static_cast<unsigned char>(c);
    if (octet == '\r') {
      add(reply, FormFault::bare_cr);
    } else if (octet > 127) {
      add(reply, FormFault::eight_bit);
    } else if ((octet < 32 && octet != '\t') || octet == 127) {
      add(reply, FormFault::control);
    }
  }
}

/// Adds one line, without its line end. True if more lines of the reply follow it.
bool add_line(std::string_view line, Reply& reply) {
  const bool first = reply.lines.empty();
  if (!begins_with_code(line)) {
    add(reply, FormFault::not_a_reply);
    judge_text(line, reply);
    reply.lines.emplace_back(line);
    return !first;
  }
  int code = 0;
  std::from_chars(line.data(), line.data() + kCodeLength, code);
  if (first) reply.code = code;
  if (code != reply.code) add(reply, FormFault::code_changes);
  if (line[0] < '2' || line[0] > '5' || line[1] > '5') add(reply, FormFault::code_range);
  line.remove_prefix(kCodeLength);

  const bool continues = line.starts_with('-');
  if (continues || line.starts_with(' ')) {
    line.remove_prefix(1);
  } else if (!line.empty()) {
    add(reply, FormFault::separator);
  }
  judge_text(line, reply);
  reply.lines.emplace_back(line);
  return continues;
}

}  // namespace

void ReplyReader::feed(std::string_view octets) {
  while (!octets.empty()) {
    const std::size_t lf = octets.find('\n');
    const std::size_t length = std::min(lf, octets.size());
    hold(octets.substr(0, length));
    octets.remove_prefix(length);
    if (lf == std::string_view::npos) return;
    octets.remove_prefix(1);
    end_line();
  }
}

void ReplyReader::hold(std::string_view octets) {
  if (octets.empty()) return;
  const std::string_view kept = octets.substr(0, kKept - std::min(line_.size(), kKept));
  line_ += kept;
  line_octets_ += octets.size();
  last_was_cr_ = octets.back() == '\r';
}

void ReplyReader::end_line() {
  const bool clipped = line_octets_ > line_.size();
  if (line_octets_ + 1 > kLongestLine) add(open_, FormFault::too_long);
  if (!last_was_cr_) add(open_, FormFault::bare_lf);
  std::string_view text = line_;
  if (last_was_cr_ && !clipped) text.remove_suffix(1);
  const bool more = take_line(text);
  const bool whole = keep(line_) && keep("\n");
  if (clipped || !whole) add(open_, FormFault::clipped);
  forget_line();
  if (more) return;
  ready_.push_back(std::move(open_));
  open_ = Reply{};
  open_lines_ = 0;
}

/// What goes beyond kKept is read for its code and its separator, and dropped.
bool ReplyReader::take_line(std::string_view text) {
  ++open_lines_;
  if (!open_.has(FormFault::clipped)) {
    const bool more = add_line(text, open_);
    const std::size_t room = kKept - open_.octets.size();
    std::string& kept = open_.lines.back();
    if (text.size() > room) kept.resize(kept.size() - std::min(kept.size(), text.size() - room));
    return more;
  }
  Reply beyond{.code = open_.code, .lines = {std::string{}}, .faults = open_.faults};
  const bool more = add_line(text, beyond);
  open_.faults = beyond.faults;
  return more;
}

bool ReplyReader::keep(std::string_view octets) {
  const std::size_t room = kKept - open_.octets.size();
  open_.octets += octets.substr(0, room);
  return octets.size() <= room;
}

void ReplyReader::forget_line() {
  line_.clear();
  line_octets_ = 0;
  last_was_cr_ = false;
}

std::optional<Reply> ReplyReader::next() {
  if (taken_ == ready_.size()) return std::nullopt;
  std::optional<Reply> reply = std::move(ready_[taken_++]);
  if (taken_ == ready_.size()) {
    ready_.clear();
    taken_ = 0;
  }
  return reply;
}

std::optional<Reply> ReplyReader::finish() {
  if (idle()) return std::nullopt;
  if (line_octets_ > 0) {
    if (line_octets_ > kLongestLine) add(open_, FormFault::too_long);
    take_line(line_);
    const bool whole = keep(line_);
    if (line_octets_ > line_.size() || !whole) add(open_, FormFault::clipped);
    forget_line();
  }
  add(open_, FormFault::cut_off);
  std::optional<Reply> reply = std::move(open_);
  open_ = Reply{};
  open_lines_ = 0;
  return reply;
}

bool ReplyReader::idle() const { return line_octets_ == 0 && open_lines_ == 0; }

}  // namespace smtpspec::reply
