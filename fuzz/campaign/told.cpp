#include "fuzz/campaign/told.hpp"

#include "reports/text.hpp"

#include <algorithm>
#include <sstream>

namespace smtpspec::campaign {

Told told_in(std::string_view output) {
  constexpr std::size_t kLongest = 200;
  Told out;
  std::istringstream lines{std::string(output)};
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string told, what, value;
    if (!(words >> told >> what) || told != "told:" || !std::getline(words >> std::ws, value)) continue;
    if (what == "serve") out.serve.push_back(reports::one_line(value, kLongest));
    if (what == "without") out.without.push_back(reports::one_line(value, kLongest));
    std::istringstream numbers(value);
    std::size_t number = 0;
    if (what == "fed" && numbers >> number) out.fed = number;
    while (what == "pieces" && numbers >> number) out.pieces.push_back(std::max<std::size_t>(number, 1));
  }
  return out;
}

}  // namespace smtpspec::campaign
