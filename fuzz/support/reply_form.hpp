#pragma once

#include <string>
#include <string_view>

namespace smtpspec::fuzz {

/// Takes one reply from the front of `replies` and gives its code; 0 if what stands there is none: three
/// digits, a hyphen on all lines but the last, the same code on each, printable ASCII, 512 octets at most
/// (RFC 5321 §4.2, §4.5.3.1.5), and an enhanced code, if there is one, of the same class (RFC 2034 §4).
inline int take_reply(std::string& replies) {
  std::string_view rest = replies;
  std::string_view code;
  for (bool last = false; !last;) {
    const std::size_t length = rest.find("\r\n");
    if (length == std::string_view::npos || length < 3 || length + 2 > 512) return 0;
    const std::string_view line = rest.substr(0, length);
    rest.remove_prefix(length + 2);
    if (code.empty()) code = line.substr(0, 3);
    if (line.substr(0, 3) != code || line.find_first_not_of("0123456789") < 3) return 0;
    if (length > 3 && line[3] != ' ' && line[3] != '-') return 0;
    last = length == 3 || line[3] == ' ';
    const std::string_view text = line.substr(last && length == 3 ? 3 : 4);
    for (const char octet : text) {
      if ((octet < ' ' && octet != '\t') || octet > '~') return 0;
    }
    const bool enhanced = text.size() >= 5 && text[1] == '.' && text[3] == '.' && code != "220";
    if (enhanced && text[0] != code[0]) return 0;
  }
  if (code[0] < '2' || code[0] > '5' || code[1] > '5') return 0;
  const int number = std::stoi(std::string(code));
  replies.erase(0, replies.size() - rest.size());
  return number;
}

}  // namespace smtpspec::fuzz
