#include "harness/cli/help_format.hpp"

#include <algorithm>

namespace smtpspec::cli {

HelpFormat::HelpFormat() { column_width(34); }

// "--security,--no-security{false}" -> "--security,--no-security"
std::string HelpFormat::make_option_name(const CLI::Option* option, bool is_positional) const {
  std::string out = CLI::Formatter::make_option_name(option, is_positional);
  for (std::size_t open = 0; (open = out.find('{')) != std::string::npos;) {
    out.erase(open, out.find('}', open) - open + 1);
  }
  return out;
}

// A positional in the line of usage: as often as it must be given, and ... where it may be given more often.
std::string HelpFormat::make_option_usage(const CLI::Option* option) const {
  const std::string name = make_option_name(option, true);
  std::string out = name;
  for (int given = 1; given < option->get_expected_min(); ++given) out += " " + name;
  if (option->get_expected_max() > option->get_expected_min()) out += "...";
  return option->get_required() ? out : "[" + out + "]";
}

// "N:INT in [1 - 64]" -> "N"; "TEXT:{none,starttls}" -> "none|starttls"; "UINT" -> "N"
std::string HelpFormat::make_option_opts(const CLI::Option* option) const {
  if (option->get_type_size() == 0) return {};
  if (!option->get_option_text().empty()) return " " + option->get_option_text();
  const std::string type = option->get_type_name();
  std::string what = type.substr(0, type.find(':'));
  if (const std::size_t choices = type.find(":{"); what == "TEXT" && choices != std::string::npos) {
    what = type.substr(choices + 2, type.find('}', choices) - choices - 2);
    std::replace(what.begin(), what.end(), ',', '|');
  } else if (what == "INT" || what == "UINT" || what == "FLOAT") {
    what = "N";
  }
  if (option->get_expected_max() >= CLI::detail::expected_max_vector_size) what += "...";
  return " " + what;
}

// What it does, whether it must be given, and what holds without it.
std::string HelpFormat::make_option_desc(const CLI::Option* option) const {
  std::string out = option->get_description();
  if (option->get_required() && !option->get_positional()) out += " (required)";
  std::string value = option->get_default_str();
  if (value.starts_with('[') && value.ends_with(']')) value = value.substr(1, value.size() - 2);
  if (option->get_type_size() != 0 && !value.empty()) out += " (default: " + value + ")";
  return out;
}

}  // namespace smtpspec::cli
