#include "tests/architecture/types.hpp"

#include <regex>
#include <sstream>

namespace smtpspec::tests {

std::vector<std::string> shared_types(std::string_view text) {
  static const std::regex kOpens("namespace ([A-Za-z_:]*) ?\\{.*");
  static const std::regex kDefines(
      "(?:template <.*> )?(?:struct|class|union|enum class|enum) ([A-Za-z_][\\w:]*)(?: final)?(?: : .*)?(?: "
      "\\{.*)?");
  std::vector<std::string> out, within;
  std::istringstream in{std::string(text)};
  for (std::string line; std::getline(in, line);) {
    std::smatch found;
    if (std::regex_match(line, found, kOpens)) {
      if (!line.ends_with('}')) within.push_back(found[1]);
    } else if (line.starts_with("}  // namespace")) {
      if (!within.empty()) within.pop_back();
    } else if (std::regex_match(line, found, kDefines)) {
      std::string name;
      bool is_anonymous = false;
      for (const std::string& one : within) {
        is_anonymous = is_anonymous || one.empty();
        name += one + "::";
      }
      if (!is_anonymous) out.push_back(name + found[1].str());
    }
  }
  return out;
}

}  // namespace smtpspec::tests
