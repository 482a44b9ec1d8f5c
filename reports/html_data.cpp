#include "reports/html_data.hpp"

#include "reports/base64.hpp"
#include "reports/text.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <cassert>
#include <cctype>
#include <set>

namespace smtpspec::reports {
namespace {

struct Part {
  const char* kind;
  std::size_t length;
};

/// The part that begins at the start of `visible`, which is not empty.
Part next_part(std::string_view visible) {
  if (visible.starts_with("\\r\\n")) return {"eol", 4};
  if (visible.starts_with("\\x")) return {"odd", std::min<std::size_t>(4, visible.size())};
  for (const std::string_view odd : {"\\r", "\\n", "\\t"}) {
    if (visible.starts_with(odd)) return {"odd", odd.size()};
  }
  return {"", visible.starts_with("\\\\") ? 2U : 1U};
}

}  // namespace

Data text_or_nothing(std::string_view text) { return text.empty() ? Data(false) : Data(clean(text)); }

Data octet_parts(std::string_view visible) {
  Data parts{Data::type::list};
  while (!visible.empty()) {
    const char* kind = next_part(visible).kind;
    std::size_t length = 0;
    while (length < visible.size()) {
      const Part part = next_part(visible.substr(length));
      if (part.kind != std::string_view(kind)) break;
      length += part.length;
    }
    Data data;
    data.set("kind", kind);
    data.set("text", std::string(visible.substr(0, length)));
    parts.push_back(data);
    visible.remove_prefix(length);
  }
  return parts;
}

std::vector<std::string> anchors(const std::vector<CaseResult>& cases) {
  std::vector<std::string> out;
  std::set<std::string> taken;
  for (const CaseResult& c : cases) {
    std::string id = c.id.substr(0, 200);
    const auto fits = [](char letter) {
      return letter > 0 && (std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '-' ||
                            letter == '/' || letter == '.');
    };
    std::replace_if(
        id.begin(), id.end(), [&](char letter) { return !fits(letter); }, '_');
    std::string anchor = id;
    for (int n = 2; !taken.insert(anchor).second; ++n) anchor = fmt::format("{}~{}", id, n);
    out.push_back(std::move(anchor));
  }
  return out;
}

std::string filled(std::string_view markup, const Data& data) {
  kainjow::mustache::mustache page{std::string(markup)};
  assert(page.is_valid());
  return page.render(data);
}

std::string csp_hash(std::string_view content) {
  std::string digest(32, '\0');
  EVP_Digest(content.data(), content.size(), reinterpret_cast<unsigned char*>(digest.data()), nullptr,
             EVP_sha256(), nullptr);
  return "sha256-" + to_base64(digest);
}

}  // namespace smtpspec::reports
