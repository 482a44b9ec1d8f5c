#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace smtpspec::player {

/// Keeps secrets out of whatever is shown: in the clear, and inside base64.
class Redactor {
 public:
  static constexpr std::string_view kMark = "[secret]";

  /// An empty secret hides nothing.
  void add(std::string secret);
  /// The octets with kMark where a secret, or a word of base64 that holds one, stood.
  std::string hide(std::string_view octets) const;

 private:
  std::vector<std::string> secrets_;

  bool holds_secret(std::string_view octets) const;
};

}  // namespace smtpspec::player
