#pragma once

#include "fuzz/support/smtp_grammar.hpp"

#include <charconv>
#include <string>
#include <string_view>
#include <vector>

namespace smtpspec::fuzz {

/// What of a dialogue is about chunks, sent without a wait for replies, and what must become of it by the
/// words of RFC 3030 §2 and no more.
class NaiveChunks {
 public:
  static constexpr std::string_view kMail = "MAIL FROM:<> BODY=BINARYMIME\r\n",
                                    kRcpt = "RCPT TO:<Postmaster>\r\n";

  /// Of the lines of `dialogue` those stand that are BDAT, with its octets, NOOP or RSET; and for MAIL, where
  /// no transaction is open, one is begun. A message has no more than `most` octets.
  NaiveChunks(std::string_view dialogue, std::size_t most) : most_(most) {
    begin();
    for (std::size_t end; !over_ && (end = dialogue.find("\r\n")) != dialogue.npos;) {
      const std::string_view line = dialogue.substr(0, end + 2);
      dialogue.remove_prefix(line.size());
      take(line, dialogue);
    }
  }

  std::string sent;
  std::vector<bool> accepted;         ///< what each command that is whole is answered with
  std::vector<std::string> messages;  ///< that were taken
  std::string content;                ///< the chunks that were accepted, and as much as there is of the next
  enum class State : std::uint8_t { closed, open, failed } state = State::closed;

 private:
  std::size_t most_;
  bool over_ = false;

  void send(std::string_view octets, bool is_accepted) {
    sent += octets;
    accepted.push_back(is_accepted);
  }
  void begin() {
    send(kMail, true);
    send(kRcpt, true);
    state = State::open;
  }
  void end() {
    content.clear();
    state = State::closed;
  }

  void take(std::string_view line, std::string_view& behind) {
    if (line == "NOOP\r\n") send(line, true);
    if (line.starts_with("MAIL") && state == State::closed) begin();
    if (line == "RSET\r\n") {
      send(line, true);
      end();
    }
    const std::string_view command = line.substr(0, line.size() - 2);
    if (command.size() <= kLongestCommand && smtp_grammar().matches("bdat", command))
      take_chunk(line, command.substr(std::string_view("BDAT ").size()), behind);
  }

  void take_chunk(std::string_view line, std::string_view count, std::string_view& behind) {
    std::uint64_t size = 0;
    const auto read = std::from_chars(count.data(), count.data() + count.size(), size);
    if (read.ec != std::errc{}) {  // what follows such a count is not said
      over_ = true;
      return send(line, false);
    }
    const std::string_view octets = behind.substr(0, std::min<std::uint64_t>(size, behind.size()));
    const bool fits = state == State::open && size <= most_ - content.size();
    behind.remove_prefix(octets.size());
    (sent += line) += octets;
    if (fits) content += octets;
    over_ = octets.size() < size;
    if (over_) return;
    accepted.push_back(fits);
    if (!fits && state == State::open) state = State::failed;
    const bool last = read.ptr != count.data() + count.size();
    if (!fits || !last) return;
    messages.push_back(content);
    end();
  }

  static constexpr std::size_t kLongestCommand = 510;
};

}  // namespace smtpspec::fuzz
