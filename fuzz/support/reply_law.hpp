#pragma once

#include <string>
#include <utility>
#include <vector>

#include "fuzz/support/require.hpp"
#include "fuzz/support/smtp_grammar.hpp"
#include "reference/reply/reply.hpp"

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

/// A reply without faults: each line is the code, a hyphen on all but the last, and the text.
inline void check_form(const reply::Reply& reply) {
  std::string_view rest = reply.octets;
  const std::string code = std::to_string(reply.code);
  require(smtp_grammar().matches("Reply-code", code), "a code is one of the grammar");
  for (const std::string& text : reply.lines) {
    const std::string_view line = rest.substr(0, rest.find("\r\n"));
    require(line.size() + 2 <= 512 && line.size() < rest.size(), "a line of a reply ends within 512 octets");
    rest.remove_prefix(line.size() + 2);
    require(line.starts_with(code), "all lines of a reply have its code");
    require(rest.empty() ? line.size() == 3 || line[3] == ' ' : line[3] == '-',
            "a hyphen says that lines follow");
    require(text == line.substr(std::min<std::size_t>(line.size(), 4)), "a text stands behind the code");
    require(smtp_grammar().matches("textstring", text), "a text is one of the grammar");
  }
  require(rest.empty(), "a reply has no more than its lines");
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

/// What ends a reply: a line without hyphen behind its code.
inline std::size_t count_replies(std::string_view octets) {
  std::size_t replies = 0;
  bool open = false;
  while (!octets.empty()) {
    const std::string_view line = octets.substr(0, octets.find('\n'));
    const bool coded = line.size() >= 3 && smtp_grammar().matches("three-digits", line.substr(0, 3));
    const bool goes_on = coded ? line.substr(3).starts_with('-') : open;
    open = goes_on;
    replies += open ? 0 : 1;
    octets.remove_prefix(std::min(line.size() + 1, octets.size()));
  }
  return replies + (open ? 1 : 0);
}

}  // namespace smtpspec::fuzz
