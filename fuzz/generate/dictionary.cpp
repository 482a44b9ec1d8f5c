// Prints the words of SMTP as libFuzzer and AFL++ read them (-dict, -x).
#include "fuzz/generate/trouble.hpp"
#include "fuzz/generate/words.hpp"

#include <algorithm>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace smtpspec::fuzz;

std::string quoted(std::string_view word) {
  std::string text = "\"";
  for (const char octet : word) {
    if (octet == '"' || octet == '\\') {
      (text += '\\') += octet;
    } else if (' ' <= octet && octet <= '~') {
      text += octet;
    } else {
      char escape[5];
      std::snprintf(escape, sizeof escape, "\\x%02x", static_cast<unsigned char>(octet));
      text += escape;
    }
  }
  return text += '"';
}

}  // namespace

int main() {
  std::puts("# Words of SMTP.");
  for (const auto& words : {command_words(), reply_words()})
    for (const std::string& word : words) std::puts(quoted(word).c_str());
  for (const std::string_view word : kLineTrouble) std::puts(quoted(word).c_str());
  for (const std::string_view word : kTextTrouble) std::puts(quoted(word).c_str());
  for (const std::string_view word : kUtf8Trouble) std::puts(quoted(word).c_str());
  for (const char* number :
       {"255", "256", "4294967295", "4294967296", "18446744073709551615", "18446744073709551616"})
    std::puts(quoted(number).c_str());
}
