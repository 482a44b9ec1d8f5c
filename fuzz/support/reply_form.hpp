#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace smtpspec::fuzz {

struct TakenReply {
  int code = 0;  ///< 0: no reply stood there
  std::vector<std::string> texts = {};
};

/// Takes one reply from the front of `replies`: three digits, a hyphen on all lines but the last, the same
/// code on each, printable ASCII, 512 octets at most (RFC 5321 §4.2, §4.5.3.1.5).
inline TakenReply take_reply(std::string& replies) {
  TakenReply reply;
  std::string_view rest = replies;
  std::string_view code;
  for (bool last = false; !last;) {
    const std::size_t length = rest.find("\r\n");
    if (length == std::string_view::npos || length < 3 || length + 2 > 512) return {};
    const std::string_view line = rest.substr(0, length);
    rest.remove_prefix(length + 2);
    if (code.empty()) code = line.substr(0, 3);
    if (line.substr(0, 3) != code || line.find_first_not_of("0123456789") < 3) return {};
    if (length > 3 && line[3] != ' ' && line[3] != '-') return {};
    last = length == 3 || line[3] == ' ';
    const std::string_view text = line.substr(length == 3 ? 3 : 4);
    for (const char octet : text) {
      if ((octet < ' ' && octet != '\t') || octet > '~') return {};
    }
    reply.texts.emplace_back(text);
  }
  if (code[0] < '2' || code[0] > '5' || code[1] > '5') return {};
  reply.code = std::stoi(std::string(code));
  replies.erase(0, replies.size() - rest.size());
  return reply;
}

}  // namespace smtpspec::fuzz
