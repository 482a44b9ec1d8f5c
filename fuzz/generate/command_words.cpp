#include "fuzz/generate/site_words.hpp"
#include "fuzz/generate/value.hpp"
#include "fuzz/generate/words.hpp"
#include "reference/syntax/command.hpp"

namespace smtpspec::fuzz {
namespace {

using Words = std::vector<std::string>;

void add_verbs(Words& words) {
  for (std::size_t i = 1; i <= static_cast<std::size_t>(syntax::kLastVerb); ++i)
    words.emplace_back(syntax::name(static_cast<syntax::Verb>(i)));
  for (const char* more : {" FROM:<", " TO:<", " LAST", "\r\nDATA\r\n", "<>", "<Postmaster>", "@a,@b:"})
    words.emplace_back(more);
}

void add_parameters(Words& words) {
  for (const syntax::ParameterRow& row : syntax::kParameters)
    words.push_back(" " + std::string(row.keyword) + (row.value == syntax::ValueForm::none ? "" : "="));
  for (const std::string_view body : kBodies) words.emplace_back(body);
  for (const std::string_view parts : kReturns) words.emplace_back(parts);
  for (const std::string_view event : kNotifications) words.push_back("," + std::string(event));
  for (const std::string_view type : kAddressTypes) words.emplace_back(type);
  for (const std::string_view mode : kByModes) words.emplace_back(mode);
  words.emplace_back("NEVER");
  words.emplace_back("2026-11-24T12:00:00Z");
}

void add_names(Words& words) {
  for (const std::string& mechanism : mechanism_words()) words.push_back("AUTH " + mechanism + " ");
  for (const std::string& user : user_words()) words.push_back(user);
  for (const std::string& domain : domain_words()) words.push_back("@" + domain);
  for (const char* literal : {"[192.0.2.255]", "[IPv6:2001:db8::1]", "[IPv6:::ffff:192.0.2.1]", "[x400:a]"})
    words.emplace_back(literal);
}

}  // namespace

const Words& command_words() {
  static const Words words = [] {
    Words all;
    add_verbs(all);
    add_parameters(all);
    add_names(all);
    return all;
  }();
  return words;
}

}  // namespace smtpspec::fuzz
