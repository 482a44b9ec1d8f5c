#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace smtpspec::fuzz {

/// A yardstick for the receiver: the shortest one that one would write by hand.
struct NaiveSession {
  bool greeted = false, reading_content = false;
  std::string reverse_path, content, replies;
  std::vector<std::string> forward_paths;

  void line(std::string_view text) {
    if (reading_content) return content_line(text);
    const std::string_view verb = text.substr(0, 4);
    if (verb == "EHLO" || verb == "HELO") {
      greeted = true;
      forget();
      reply("250 naive.test");
    } else if (verb == "MAIL") {
      if (!greeted || !reverse_path.empty()) return reply("503 no");
      reverse_path = text.substr(std::min<std::size_t>(10, text.size()));
      reply("250 ok");
    } else if (verb == "RCPT") {
      if (reverse_path.empty()) return reply("503 no");
      forward_paths.emplace_back(text.substr(std::min<std::size_t>(8, text.size())));
      reply("250 ok");
    } else if (verb == "DATA") {
      if (forward_paths.empty()) return reply("503 no");
      reading_content = true;
      reply("354 go");
    } else if (verb == "RSET") {
      forget();
      reply("250 ok");
    } else {
      reply(verb == "NOOP" ? "250 ok" : verb == "QUIT" ? "221 bye" : "500 what");
    }
  }
  void content_line(std::string_view text) {
    if (text == ".") {
      reading_content = false;
      forget();
      return reply("250 kept");
    }
    content.append(text.substr(text.starts_with('.') ? 1 : 0)).append("\r\n");
  }
  void forget() { reverse_path.clear(), forward_paths.clear(), content.clear(); }
  void reply(std::string_view text) { replies.append(text).append("\r\n"); }
  /// Whole lines only; what is behind the last one is lost.
  void feed(std::string_view input) {
    for (std::size_t end = 0; (end = input.find("\r\n")) != std::string_view::npos;
         input.remove_prefix(end + 2))
      line(input.substr(0, end));
  }
};

}  // namespace smtpspec::fuzz
