#include "fuzz/adapter/disagreement.hpp"

#include "reference/reply/visible.hpp"

#include <utility>

namespace smtpspec::fuzz {

std::vector<std::string> Disagreement::names() const {
  std::vector<std::string> out{kind};
  for (const std::string& trait : traits) out.push_back(kind + ": " + trait);
  return out;
}

std::string text_of(const Disagreement& disagreement, std::string_view input) {
  using reply::visible;
  std::string text;
  const std::vector<std::string> names = disagreement.names();
  for (std::size_t i = 1; i < names.size(); ++i) text += names[i] + "\n";
  text += "  input:  " + visible(input) + "\n";
  text += "  ours:   " + visible(disagreement.views.ours) + "\n";
  text += "  theirs: " + visible(disagreement.views.theirs) + "\n";
  return text;
}

Comparison::Comparison(Disagreements& found, std::string_view part,
                       const std::vector<std::string_view>& traits)
    : found_(found),
      part_(part),
      traits_(traits) {}

void Comparison::differ(std::string_view what, Views views) const {
  Disagreement one{.kind = std::string(part_).append(": ").append(what),
                   .traits{traits_.begin(), traits_.end()},
                   .views = std::move(views)};
  if (one.traits.empty()) one.traits.emplace_back(kNothingSpecial);
  found_.push_back(std::move(one));
}

void Comparison::same(std::string_view what, std::string_view ours, std::string_view theirs) const {
  if (ours != theirs) differ(what, {.ours = std::string(ours), .theirs = std::string(theirs)});
}

}  // namespace smtpspec::fuzz
