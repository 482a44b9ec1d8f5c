#pragma once

#include <CLI/CLI.hpp>

#include <string>

namespace smtpspec::cli {

/// Help without the inner life of the parser: an option shows what it takes, not how that is checked; whether
/// it is required, and its default.
class HelpFormat : public CLI::Formatter {
 public:
  HelpFormat();
  std::string make_option_name(const CLI::Option* option, bool is_positional) const override;
  std::string make_option_usage(const CLI::Option* option) const override;
  std::string make_option_opts(const CLI::Option* option) const override;
  std::string make_option_desc(const CLI::Option* option) const override;
};

}  // namespace smtpspec::cli
