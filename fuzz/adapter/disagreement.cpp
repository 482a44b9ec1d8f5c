#include "fuzz/adapter/disagreement.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <set>
#include <utility>

#include "fuzz/support/require.hpp"
#include "reference/reply/visible.hpp"

namespace smtpspec::fuzz {
namespace {

using reply::visible;

/// "mailbox: accepts", and then one name for each trait.
std::vector<std::string> names_of(std::string_view part, std::string_view what,
                                  const std::vector<std::string_view>& traits) {
  const std::string general = std::string(part).append(": ").append(what);
  std::vector<std::string> out{general};
  for (const std::string_view trait : traits) out.push_back(general + ": " + std::string(trait));
  if (traits.empty()) out.push_back(general + ": nothing special");
  return out;
}

bool is_known(const std::vector<std::string>& names, const char* const* known) {
  if (known == nullptr) return false;
  for (; *known != nullptr; ++known) {
    if (std::find(names.begin(), names.end(), *known) != names.end()) return true;
  }
  return false;
}

bool survey() {
  static const bool set = std::getenv("SMTPSPEC_SURVEY") != nullptr;
  return set;
}

bool is_new(const std::string& name) {
  static std::set<std::string> seen;
  return seen.insert(name).second;
}

}  // namespace

Comparison::Comparison(const smtpspec_parser& parser, std::string_view part, std::string_view input,
                       std::vector<std::string_view> traits)
    : parser_(parser),
      part_(part),
      input_(input),
      traits_(std::move(traits)) {}

void Comparison::differ(std::string_view what, const Views& views) const {
  const std::vector<std::string> names = names_of(part_, what, traits_);
  if (is_known(names, parser_.known)) return;
  std::string text;
  for (std::size_t i = 1; i < names.size(); ++i) text += "\n" + names[i];
  text += "\n  input:  " + visible(input_);
  text += "\n  ours:   " + visible(views.ours);
  text += "\n  theirs: " + visible(views.theirs);
  if (!survey()) fail("the parsers agree" + text);
  if (is_new(names.back())) std::fprintf(stderr, "%s\n", text.c_str() + 1);
}

void Comparison::same(std::string_view what, std::string_view ours, std::string_view theirs) const {
  if (ours != theirs) differ(what, {.ours = std::string(ours), .theirs = std::string(theirs)});
}

}  // namespace smtpspec::fuzz
