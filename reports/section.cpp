#include "reports/section.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace smtpspec::reports {
namespace {

constexpr std::string_view kSecurity = "SEC";  // rows of the catalogue that no RFC words

/// "5321" of "RFC5321", "rfc 5321" or "RFC-5321"; empty for anything else.
std::string_view rfc_number(std::string_view rfc) {
  const std::size_t digits = rfc.find_first_of("0123456789");
  if (digits == std::string_view::npos || digits < 3) return {};
  const std::string_view number = rfc.substr(digits);
  return std::all_of(number.begin(), number.end(), [](unsigned char c) { return std::isdigit(c) != 0; })
             ? number
             : "";
}

bool is_place(std::string_view section) {
  return !section.empty() && std::all_of(section.begin(), section.end(),
                                         [](unsigned char c) { return std::isalnum(c) != 0 || c == '.'; });
}

}  // namespace

std::string section_title(const Rule& rule) {
  const std::string_view number = rfc_number(rule.rfc);
  if (rule.rfc == kSecurity) return fmt::format("security advice {}", rule.section);
  const std::string rfc = number.empty() ? rule.rfc : fmt::format("RFC {}", number);
  return rule.section.empty() ? rfc : fmt::format("{} §{}", rfc, rule.section);
}

std::string section_url(const Rule& rule) {
  const std::string_view number = rfc_number(rule.rfc);
  if (number.empty()) return {};
  std::string url = fmt::format("https://www.rfc-editor.org/rfc/rfc{}", number);
  if (!is_place(rule.section)) return url;
  const bool appendix = std::isalpha(static_cast<unsigned char>(rule.section.front())) != 0;
  return fmt::format("{}#{}-{}", url, appendix ? "appendix" : "section", rule.section);
}

std::string section_title(const CaseResult& c) {
  if (!c.rules.empty() && !c.rules.front().rfc.empty()) return section_title(c.rules.front());
  return suite_name(c);
}

std::string suite_name(const CaseResult& c) {
  if (!c.suite_title.empty()) return c.suite_title;
  return c.group.empty() ? "smtpspec" : c.group;
}

}  // namespace smtpspec::reports
