#include "harness/run/rerun.hpp"

#include <algorithm>
#include <variant>

namespace smtpspec::run {
namespace {

constexpr std::string_view kPlain =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@%+=:,./-_";

std::string value_of(const std::string& text) { return " " + shell_word(text); }
std::string value_of(std::uint32_t number) { return " " + std::to_string(number); }
std::string value_of(bool) { return ""; }

}  // namespace

std::string shell_word(std::string_view text) {
  if (!text.empty() && text.find_first_not_of(kPlain) == std::string_view::npos) return std::string(text);
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'') {
      out += "'\\''";
    } else {
      out += c;
    }
  }
  return out + "'";
}

std::string rerun_command(const Options& options, std::string_view case_id) {
  std::string out = "smtpspec run";
  for (const target::Setting& setting : target::settings()) {
    if (setting.key == "password") continue;
    std::visit(
        [&](auto member) {
          const auto& value = options.settings.*member;
          if (!value) return;
          if constexpr (std::is_same_v<decltype(member), target::Settings::Flag target::Settings::*>) {
            if (!*value) return;
          }
          out.append(" --").append(setting.key) += value_of(*value);
        },
        setting.member);
  }
  if (options.danger) out += " --danger";
  if (options.deliver > 0) out += " --deliver " + std::to_string(options.deliver);
  if (options.timeout) out += " --timeout " + std::to_string(options.timeout->count()) + "ms";
  if (options.era != Options{}.era) out += " --era " + options.era;
  if (!options.scenarios.empty()) out += " --scenarios " + shell_word(options.scenarios);
  return out + " --seed " + std::to_string(options.seed) + " " + shell_word(case_id);
}

}  // namespace smtpspec::run
