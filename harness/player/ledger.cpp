#include "harness/player/ledger.hpp"

#include "harness/language/ascii.hpp"
#include "harness/player/keywords.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace smtpspec::player {
namespace {

using language::equal_ignoring_case;
using language::upper;

constexpr std::size_t kKeptLine = 512;
constexpr std::size_t kLongestCommand = 512;       // RFC 5321 §4.5.3.1.4, CRLF counted
constexpr std::size_t kLongestContentLine = 1000;  // §4.5.3.1.6
constexpr std::size_t kMostHeld = 64 * 1024;
constexpr std::size_t kMostOpen = 4096;

}  // namespace

void Ledger::wrote(std::string_view octets) {
  if (awaits_greeting()) clean_ = false;  // RFC 5321 §4.3.1: too early
  for (std::size_t i = 0; i < octets.size(); ++i) {
    if (data_open_) {
      held_ += octets.substr(i, kMostHeld - std::min(kMostHeld, held_.size()));
      return;
    }
    if (state_ == State::chunk) {
      const auto taken = static_cast<std::size_t>(std::min<std::uint64_t>(chunk_left_, octets.size() - i));
      chunk_left_ -= taken;
      if (chunk_left_ == 0) state_ = State::commands;
      i += taken - 1;
    } else if (state_ == State::content) {
      content_octet(octets[i]);
    } else {
      command_octet(octets[i]);
    }
  }
}

void Ledger::command_octet(char octet) {
  ++partial_;
  if (octet == '\n' && last_was_cr_) {
    command();
    last_was_cr_ = false;
    return;
  }
  if (last_was_cr_ || octet == '\n' || octet == '\0') clean_ = false;
  last_was_cr_ = octet == '\r';
  if (line_.size() < kKeptLine) line_ += octet;
}

void Ledger::command() {
  const std::size_t length = std::exchange(partial_, 0);
  std::string line = std::exchange(line_, {});
  if (line.ends_with('\r')) line.pop_back();
  if (length > kLongestCommand || line.empty()) clean_ = false;
  if (open_.size() >= kMostOpen) return;
  if (std::exchange(responding_, false)) {
    open_.push_back({Asked::What::command, "the response", "AUTH", length});
    return;
  }
  const auto parts = words(line);
  std::string verb = parts.empty() ? std::string() : upper(parts.front());
  if (verb == "BDAT") chunk(line);
  if (verb == "DATA") data_open_ = true;
  open_.push_back({Asked::What::command, std::move(line), std::move(verb), length});
  if (last_chunk_ && lmtp_) {
    const Asked last = open_.back();
    for (std::size_t i = 1; i < recipients_; ++i) open_.push_back(last);
  }
  last_chunk_ = false;
}

void Ledger::chunk(const std::string& line) {
  const auto parts = words(line);
  const std::string_view count = parts.size() > 1 ? std::string_view(parts[1]) : std::string_view();
  const auto [end, error] = std::from_chars(count.data(), count.data() + count.size(), chunk_left_);
  if (count.empty() || error != std::errc{} || end != count.data() + count.size()) {
    chunk_left_ = 0;
    clean_ = false;
    return;
  }
  last_chunk_ = parts.size() > 2 && equal_ignoring_case(parts[2], "LAST");
  if (chunk_left_ > 0) state_ = State::chunk;
}

void Ledger::content_octet(char octet) {
  content_begun_ = true;
  ++content_line_;
  const bool bare_lf = octet == '\n' && at_ != At::cr && at_ != At::dot_cr;
  const bool bare_cr = octet != '\n' && (at_ == At::cr || at_ == At::dot_cr);
  if (bare_lf || bare_cr || octet == '\0' || content_line_ > kLongestContentLine) clean_ = false;
  if (octet == '\r') {
    at_ = at_ == At::dot ? At::dot_cr : At::cr;
  } else if (octet == '\n') {
    if (at_ == At::dot_cr) return content_ended();
    at_ = at_ == At::cr ? At::line_start : At::inside;
    content_line_ = 0;
  } else {
    at_ = octet == '.' && at_ == At::line_start ? At::dot : At::inside;
  }
}

void Ledger::content_ended() {
  state_ = State::commands;
  const std::size_t replies = lmtp_ ? std::max<std::size_t>(recipients_, 1) : 1;
  for (std::size_t i = 0; i < replies; ++i) open_.push_back({Asked::What::content, "the content", ".", 0});
}

Asked Ledger::answered(const reply::Reply& reply) {
  if (open_.empty()) return {};
  Asked asked = std::move(open_.front());
  open_.pop_front();
  const bool positive = reply.code >= 200 && reply.code < 400;
  if (positive && asked.what != Asked::What::greeting) accept(asked.verb);
  responding_ = reply.code == 334;
  if (reply.code == 421) clean_ = false;
  if (asked.verb == "QUIT") clean_ = false;
  if (positive && (asked.verb == "MAIL" || asked.verb == "RSET")) recipients_ = 0;
  if (positive && asked.verb == "RCPT") ++recipients_;
  if (asked.verb == "DATA" && std::exchange(data_open_, false)) {
    if (reply.code == 354) {
      state_ = State::content;
      at_ = At::line_start;
      content_begun_ = false;
      content_line_ = 0;
    }
    wrote(std::exchange(held_, {}));
  }
  return asked;
}

void Ledger::accept(const std::string& verb) {
  // Behind these, what was in order is in order still; a second RCPT, too.
  constexpr std::array<std::string_view, 5> kLeaveTheSequence = {"NOOP", "VRFY", "EXPN", "HELP", "RCPT"};
  accepted_.insert(verb);
  const bool leaves =
      std::find(kLeaveTheSequence.begin(), kLeaveTheSequence.end(), verb) != kLeaveTheSequence.end();
  if (!leaves) return accepted_here_.clear();
  accepted_here_.insert(verb);
}

void Ledger::forget() {
  const bool lmtp = lmtp_;
  auto accepted = std::move(accepted_);
  *this = Ledger();
  open_.clear();
  lmtp_ = lmtp;
  accepted_ = std::move(accepted);
}

}  // namespace smtpspec::player
