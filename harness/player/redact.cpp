#include "harness/player/redact.hpp"

#include "harness/player/base64.hpp"

#include <algorithm>

namespace smtpspec::player {
namespace {

constexpr std::string_view kBase64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";

}  // namespace

void Redactor::add(std::string secret) {
  if (!secret.empty()) secrets_.push_back(std::move(secret));
}

bool Redactor::holds_secret(std::string_view octets) const {
  return std::any_of(secrets_.begin(), secrets_.end(), [&](const std::string& secret) {
    return octets.find(secret) != std::string_view::npos;
  });
}

std::string Redactor::hide(std::string_view octets) const {
  std::string out(octets);
  if (secrets_.empty()) return out;
  for (const std::string& secret : secrets_) {
    for (auto at = out.find(secret); at != std::string::npos; at = out.find(secret, at + kMark.size())) {
      out.replace(at, secret.size(), kMark);
    }
  }
  for (auto begin = out.find_first_of(kBase64); begin != std::string::npos;
       begin = out.find_first_of(kBase64, begin)) {
    const auto end = std::min(out.find_first_not_of(kBase64, begin), out.size());
    const auto decoded = base64_decode(std::string_view(out).substr(begin, end - begin));
    if (decoded && holds_secret(*decoded)) {
      out.replace(begin, end - begin, kMark);
      begin += kMark.size();
    } else {
      begin = end;
    }
  }
  return out;
}

}  // namespace smtpspec::player
