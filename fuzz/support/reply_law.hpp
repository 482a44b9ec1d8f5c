#pragma once

#include "fuzz/support/require.hpp"
#include "fuzz/support/smtp_grammar.hpp"
#include "reference/reply/reply.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace smtpspec::fuzz {

/// What was read, in turn.
struct Replies {
  reply::ReplyReader reader;
  std::vector<reply::Reply> all;

  void read(std::string_view input) {
    reader.feed(input);
    while (auto next = reader.next()) all.push_back(std::move(*next));
  }
  void finish() {
    if (auto last = reader.finish()) all.push_back(std::move(*last));
    require(reader == reply::ReplyReader{}, "nothing is held at the end");
    for (const reply::Reply& each : all) {
      require(each.octets.size() <= reply::ReplyReader::kKept, "a reply is bounded");
      require(!each.lines.empty(), "a reply has a line");
      std::size_t texts = 0;
      for (const std::string& text : each.lines) texts += text.size();
      require(texts <= each.octets.size(), "no text is kept beyond its octets");
    }
  }
};

/// Takes a line, its end included, for the next of `reply`, and says what is wrong with it by RFC 5321 §4.2.
/// True if the reply goes on.
inline bool add_line(std::string_view line, reply::Reply& reply) {
  using reply::FormFault;
  const auto fault_if = [&](bool is, FormFault fault) {
    if (is) reply.faults |= static_cast<std::uint16_t>(fault);
  };
  const bool ends = line.ends_with('\n'), crlf = line.ends_with("\r\n");
  fault_if(ends && !crlf, FormFault::bare_lf);
  fault_if(line.size() > 512, FormFault::too_long);
  reply.octets += line;
  line.remove_suffix(crlf ? 2 : ends ? 1 : 0);
  for (const char octet : line) {
    fault_if(octet == '\r', FormFault::bare_cr);
    fault_if(octet < 0, FormFault::eight_bit);
    fault_if((0 <= octet && octet < ' ' && octet != '\t' && octet != '\r') || octet == 127,
             FormFault::control);
  }
  const bool first = reply.lines.empty();
  const std::string code(line.substr(0, 3));
  if (!smtp_grammar().matches("three-digits", code)) {
    fault_if(true, FormFault::not_a_reply);
    reply.lines.emplace_back(line);
    return !first;
  }
  if (first) reply.code = std::stoi(code);
  fault_if(std::stoi(code) != reply.code, FormFault::code_changes);
  fault_if(!smtp_grammar().matches("Reply-code", code), FormFault::code_range);
  const std::string_view behind = line.substr(3);
  const bool separated = behind.starts_with(' ') || behind.starts_with('-');
  fault_if(!behind.empty() && !separated, FormFault::separator);
  reply.lines.emplace_back(behind.substr(separated ? 1 : 0));
  return behind.starts_with('-');
}

/// What was received as replies, however long: a line without hyphen behind its code ends one.
inline std::vector<reply::Reply> naive_replies(std::string_view octets) {
  std::vector<reply::Reply> replies;
  for (bool open = false; !octets.empty();) {
    if (!open) replies.emplace_back();
    const std::string_view line = octets.substr(0, std::min(octets.find('\n'), octets.size() - 1) + 1);
    open = add_line(line, replies.back());
    octets.remove_prefix(line.size());
    if (octets.empty() && (open || !line.ends_with('\n')))
      replies.back().faults |= static_cast<std::uint16_t>(reply::FormFault::cut_off);
  }
  return replies;
}

/// As much as may be is kept of the octets, and of the texts of the lines what begins there.
inline void check_clipped(const reply::Reply& read, const reply::Reply& due) {
  require(read.octets.size() == reply::ReplyReader::kKept && due.octets.starts_with(read.octets),
          "the beginning of a reply is kept, as much as may be");
  require(read.lines.size() <= due.lines.size(), "no line is kept that was not received");
  for (std::size_t i = 0; i < read.lines.size(); ++i) {
    const bool last = i + 1 == read.lines.size();
    require(last ? due.lines[i].starts_with(read.lines[i]) : due.lines[i] == read.lines[i],
            "the texts of what is kept are those that were received");
  }
}

/// What was read is what is there; of what is longer than is kept, its beginning and the form of its lines.
inline void check_read(const reply::Reply& read, const reply::Reply& due) {
  using reply::FormFault;
  const bool clipped = due.octets.size() > reply::ReplyReader::kKept;
  require(read.has(FormFault::clipped) == clipped, "what is longer than is kept is said to be clipped");
  require(read.code == due.code, "the code is that of the first line");
  constexpr auto kOfTexts =
      static_cast<std::uint16_t>(FormFault::bare_cr) | static_cast<std::uint16_t>(FormFault::control) |
      static_cast<std::uint16_t>(FormFault::eight_bit) | static_cast<std::uint16_t>(FormFault::clipped);
  const int unseen = clipped ? kOfTexts : 0;
  require((read.faults & ~unseen) == (due.faults & ~unseen), "the faults of a reply are those of its lines");
  if (clipped) return check_clipped(read, due);
  require(read.octets == due.octets, "the octets of a reply are those that were received");
  require(read.lines == due.lines, "a text is what stands behind the code");
}

inline void check_written(const reply::Reply& reply) {
  std::string written;
  reply::append_reply(written, reply.code, reply.lines);
  Replies again;
  again.read(written);
  again.finish();
  require(again.all.size() == 1 && again.all[0].code == reply.code && again.all[0].lines == reply.lines &&
              again.all[0].faults == 0,
          "what is written is read back");
}

/// RFC 2034 §3: the class is that of the reply, and one space stands behind.
inline void check_enhanced(const reply::Reply& reply) {
  const std::string_view text = reply.lines[0];
  const std::string_view word = text.substr(0, text.find(' '));
  const bool due = smtp_grammar().matches("status-code", word) && word[0] - '0' == reply.code / 100;
  const auto enhanced = reply.enhanced();
  require(enhanced.has_value() == due, "an enhanced code is what its grammar gives");
  if (!enhanced) return;
  require(std::to_string(enhanced->klass) + '.' + std::to_string(enhanced->subject) + '.' +
                  std::to_string(enhanced->detail) ==
              word,
          "an enhanced code is its numbers");
}

}  // namespace smtpspec::fuzz
