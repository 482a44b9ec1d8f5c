#pragma once

#include "harness/player/player.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace smtpspec::player {

/// What ${...} stands for in one case. Looked up in this order: captures, the variant's keys, what is made
/// (token, date, header), what is known of the target.
class Variables {
 public:
  Variables(const Case& c, const Circumstances& circumstances, std::string_view token);

  /// Nothing if nobody knows it.
  const std::string* find(std::string_view name) const;
  /// From here on, `name` stands for `value`.
  void set(std::string_view name, std::string value);

 private:
  std::map<std::string, std::string, std::less<>> values_;
};

/// What would make a variable of the target known: "--relay-domain"; empty for any other variable.
std::string_view option_for(std::string_view variable);

}  // namespace smtpspec::player
