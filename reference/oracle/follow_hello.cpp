#include "reference/oracle/hypothesis.hpp"
#include "reference/receiver/decisions.hpp"
#include "reference/receiver/mailbox.hpp"

#include <algorithm>
#include <charconv>

/// What EHLO lists.
namespace smtpspec::oracle {

using receiver::Extension;
using receiver::Extensions;
using receiver::operator""_decision;
using syntax::Verb;

namespace {

std::vector<std::string_view> words(std::string_view line) {
  std::vector<std::string_view> found;
  while (!line.empty()) {
    const std::size_t space = line.find(' ');
    if (space != 0) found.push_back(line.substr(0, space));
    if (space == std::string_view::npos) break;
    line.remove_prefix(space + 1);
  }
  return found;
}

std::vector<std::string_view> words_behind_code(std::string_view line) {
  auto found = words(line);
  if (!found.empty() && reply::parse_enhanced(found[0])) found.erase(found.begin());
  return found;
}

/// A line of text for people may begin with a keyword; and consist of it, if it is a word like these.
bool is_keyword_alone(std::string_view line) {
  const auto found = words_behind_code(line);
  if (found.size() != 1) return false;
  Extensions extension = receiver::named(found[0]);
  for (const Extension word : {Extension::help, Extension::size, Extension::auth, Extension::send})
    extension.remove(word);
  return extension != Extensions{};
}

}  // namespace

/// What a target announces is what it is held to.
void Hypothesis::adopt_keywords(const reply::Reply& reply, Verb verb) {
  auto site = std::make_shared<receiver::Site>(*session.site);
  Extensions listed;
  std::vector<std::string> mechanisms, unknown;
  for (std::size_t i = 1; i < reply.lines.size(); ++i) {
    const auto line = words_behind_code(reply.lines[i]);
    if (line.empty()) continue;
    const Extensions extension = receiver::named(line[0]);
    listed.add(extension);
    if (extension == Extensions{}) unknown.emplace_back(line[0]);
    if (receiver::lower_case(line[0]) == "auth")
      mechanisms.insert(mechanisms.end(), line.begin() + 1, line.end());
    if (receiver::lower_case(line[0]) == "size") {
      site->max_size = 0;
      if (line.size() > 1) std::from_chars(line[1].data(), line[1].data() + line[1].size(), site->max_size);
    }
  }
  if (listed.has(Extension::auth)) site->mechanisms = std::move(mechanisms);
  if (verb == Verb::helo) {
    const auto behind = reply.lines.begin() + std::min<std::ptrdiff_t>(1, std::ssize(reply.lines));
    if (std::any_of(behind, reply.lines.end(), is_keyword_alone)) convict("helo-keywords"_decision);
    return;
  }
  unknown_keywords = std::move(unknown);
  if (session.tls && listed.has(Extension::starttls)) convict("starttls-keyword"_decision);
  if (listed.has(Extension::smtputf8) && !listed.has(Extension::eight_bit_mime))
    convict("smtputf8-keyword"_decision);
  // What is announced implies it.
  if (listed.has(Extension::binarymime)) listed.add(Extension::chunking);
  if (listed.has(Extension::smtputf8)) listed.add(Extension::eight_bit_mime);
  session.offered = listed;
  if (*site != *session.site) session.site = std::move(site);
}

}  // namespace smtpspec::oracle
