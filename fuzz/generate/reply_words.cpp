#include "fuzz/generate/reply.hpp"
#include "fuzz/generate/words.hpp"
#include "reference/receiver/extension.hpp"

namespace smtpspec::fuzz {

const std::vector<std::string>& reply_words() {
  static const std::vector<std::string> words = [] {
    std::vector<std::string> all;
    for (const std::string_view code : kCodes) all.push_back(std::string(code) + "-");
    for (std::size_t bit = 0; bit < receiver::kExtensions; ++bit) all.emplace_back(receiver::keyword(bit));
    for (const char* enhanced : {"2.1.5 ", "4.7.0 ", "5.7.8 ", "5.1.999 "}) all.emplace_back(enhanced);
    return all;
  }();
  return words;
}

}  // namespace smtpspec::fuzz
