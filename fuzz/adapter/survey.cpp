#include "fuzz/adapter/survey.hpp"

#include "fuzz/adapter/own_octets.hpp"
#include "fuzz/adapter/shrink.hpp"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <system_error>
#include <utility>

namespace smtpspec::fuzz {
namespace {

/// "path: local-part differs: a quoted local-part" is path-local-part-differs-a-quoted-local-part.
std::string file_name(const Disagreement& disagreement) {
  constexpr std::size_t kMost = 200;
  std::string name = disagreement.kind;
  for (const std::string& trait : disagreement.traits) name += " " + trait;
  std::string out;
  for (const char c : name) {
    const bool plain = ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9');
    if (plain) out += c;
    if (!plain && !out.empty() && out.back() != '-') out += '-';
  }
  out.resize(std::min(out.size(), kMost));
  while (out.ends_with('-')) out.pop_back();
  return out;
}

/// Of the same kind, and by nothing that is not special in the input of `one`.
bool explains(const Disagreement& other, const Disagreement& one) {
  const auto has_it = [&](const std::string& trait) {
    return std::find(one.traits.begin(), one.traits.end(), trait) != one.traits.end();
  };
  return other.kind == one.kind && std::all_of(other.traits.begin(), other.traits.end(), has_it);
}

/// The same with no more that is special.
bool is_simpler(const Disagreement& other, const Disagreement& one) {
  return explains(other, one) || (other.kind == one.kind && other.traits.front() == kNothingSpecial);
}

/// With a domain in which there is nothing special, behind the "@" at `at`.
std::string with_plain_domain(const std::string& input, std::size_t at) {
  const std::size_t end = std::min(input.find('>', at), input.size());
  return input.substr(0, at) + "@x.test" + input.substr(end);
}

/// With such a local-part before it.
std::string with_plain_local_part(const std::string& input, std::size_t at) {
  const std::size_t begin = input.substr(0, at).find_last_of("<:") + 1;
  return input.substr(0, begin) + "a" + input.substr(at);
}

/// With as much of both as `holds` lets it, whichever "@" stands between them.
std::string with_plain_parts(std::string input, const std::function<bool(std::string_view)>& holds) {
  for (const auto plain : {with_plain_domain, with_plain_local_part}) {
    for (const std::size_t at : {input.find('@'), input.rfind('@')}) {
      if (at == std::string::npos) return input;
      if (std::string candidate = plain(input, at); holds(candidate)) {
        input = std::move(candidate);
        break;
      }
    }
  }
  return input;
}

/// False if it cannot.
bool write(const std::filesystem::path& file, char choice, std::string_view input) {
  std::ofstream out(file, std::ios::binary);
  return static_cast<bool>((out << choice << input).flush());
}

}  // namespace

Survey::Survey(std::filesystem::path folder) : folder_(std::move(folder)) {
  std::filesystem::create_directories(folder_);
}

void Survey::add(const Disagreement& one, char choice, std::string_view input, const Disagree& disagree) {
  if (!seen_.insert(file_name(one)).second) return;
  Disagreement least = one;
  const std::filesystem::path smaller = folder_ / ("smaller-" + file_name(one));
  const auto still = [&](std::string_view other) {
    write(smaller, choice, other);
    const OwnOctets own(other);
    for (Disagreement& each : disagree(own.view())) {
      if (!is_simpler(each, least)) continue;
      least = std::move(each);
      return true;
    }
    return false;
  };
  const std::string small = shrink(with_plain_parts(std::string(input), still), still);
  std::error_code still_there;
  std::filesystem::remove(smaller, still_there);
  const auto explains_it = [&](const Disagreement& earlier) { return explains(earlier, least); };
  if (std::any_of(reported_.begin(), reported_.end(), explains_it)) return;

  const std::filesystem::path file = folder_ / file_name(least);
  const bool written = write(file, choice, small);
  std::fprintf(stderr, "%s  file:   %s%s\n\n", text_of(least, small).c_str(), file.c_str(),
               written ? "" : ", which could not be written");
  reported_.push_back(std::move(least));
}

bool Survey::conclude() const {
  if (reported_.empty()) {
    std::fputs("The parsers agree.\n", stderr);
    return false;
  }
  std::fprintf(stderr, "%zu %s, with the inputs in %s:\n", reported_.size(),
               reported_.size() == 1 ? "disagreement" : "disagreements", folder_.c_str());
  for (const Disagreement& one : reported_) std::fprintf(stderr, "  %s\n", one.names().back().c_str());
  return true;
}

}  // namespace smtpspec::fuzz
