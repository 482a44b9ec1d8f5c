#pragma once

#include "fuzz/support/require.hpp"
#include "fuzz/support/smtp_grammar.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace smtpspec::fuzz {

/// XML 1.0 §2.2, of what UTF-8 can hold.
inline bool is_xml_character(std::uint32_t character) {
  if (character < ' ') return character == '\t' || character == '\n' || character == '\r';
  return character <= 0x10ffff && (character < 0xd800 || character > 0xdfff) && (character | 1U) != 0xffff;
}

/// XML 1.0 §4.1: what `text` begins with, without a DTD. Else there are the five entities of §4.6 alone.
inline bool begins_with_reference(std::string_view text) {
  const std::string_view name = text.substr(1, text.find(';') - 1);
  for (const std::string_view entity : {"amp", "lt", "gt", "quot", "apos"})
    if (name == entity) return true;
  if (!name.starts_with('#') || text.size() == name.size() + 1) return false;
  const bool hex = name.starts_with("#x");
  const std::string_view digits = name.substr(hex ? 2 : 1);
  std::uint32_t character = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), character, hex ? 16 : 10);
  return error == std::errc{} && end == digits.data() + digits.size() && is_xml_character(character);
}

/// What XML 1.0 asks of the octets of a document, beside the tags, and pugixml does not. Of one without
/// comments and CDATA.
inline void check_xml(std::string_view document) {
  require(smtp_grammar().matches("UTF8-octets", document), "XML is UTF-8");
  const bool characters = std::all_of(document.begin(), document.end(), [](char octet) {
    const auto value = static_cast<unsigned char>(octet);
    return is_xml_character(value);
  });
  require(characters && document.find("\xef\xbf\xbe") == document.npos &&
              document.find("\xef\xbf\xbf") == document.npos,
          "XML has no octets that are none of its characters");
  require(document.find("<!") == document.npos, "nothing in XML becomes a comment or a section");
  bool in_tag = false;
  char quote = 0;
  for (std::size_t at = 0; at < document.size(); ++at) {
    const char octet = document[at];
    require(octet != '&' || begins_with_reference(document.substr(at)), "every & in XML begins a reference");
    if (quote != 0) {
      require(octet != '<', "no value in XML has a <");
      if (octet == quote) quote = 0;
    } else if (in_tag) {
      if (octet == '"' || octet == '\'') quote = octet;
      in_tag = octet != '>';
    } else {
      require(!document.substr(at).starts_with("]]>"), "no section ends in XML that did not begin");
      in_tag = octet == '<';
    }
  }
}

}  // namespace smtpspec::fuzz
