#include "harness/cli/numbers.hpp"

#include <fmt/format.h>

#include <charconv>
#include <string>

namespace smtpspec::cli {
namespace {

template <class Number>
CLI::Validator number(const char* kind, Number least, Number most) {
  return {[kind, least, most](const std::string& word) {
            Number value{};
            const char* const end = word.data() + word.size();
            const auto read = std::from_chars(word.data(), end, value);
            if (read.ec == std::errc() && read.ptr == end && least <= value && value <= most)
              return std::string();
            return most == std::numeric_limits<Number>::max()
                       ? fmt::format("'{}' is not {}, {} or more", word, kind, least)
                       : fmt::format("'{}' is not {} from {} to {}", word, kind, least, most);
          },
          ""};
}

}  // namespace

CLI::Validator whole_number(std::uint64_t least, std::uint64_t most) {
  return number("a whole number", least, most);
}

CLI::Validator decimal_number(double least, double most) { return number("a number", least, most); }

}  // namespace smtpspec::cli
