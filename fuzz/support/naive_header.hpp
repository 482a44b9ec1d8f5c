#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace smtpspec::fuzz {

/// A content cut as RFC 5322 §2.1 and §2.2 have it: the fields of its header, folded as they are, and the
/// rest.
struct CutContent {
  struct Field {
    std::string name;  ///< in lower case, without what stands between it and the colon; empty: this is none
    std::string text;  ///< with its line ends
  };
  std::vector<Field> fields;
  std::string rest;
};

inline CutContent cut_content(std::string_view content) {
  CutContent cut;
  while (!content.empty() && !content.starts_with("\r\n")) {
    const std::size_t end = content.find("\r\n");
    const std::string line(content.substr(0, end == content.npos ? end : end + 2));
    content.remove_prefix(line.size());
    const bool folded = !cut.fields.empty() && (line[0] == ' ' || line[0] == '\t');
    if (!folded) cut.fields.emplace_back();
    cut.fields.back().text += line;
    if (folded || line.find(':') == line.npos) continue;
    std::string& name = cut.fields.back().name = line.substr(0, line.find(':'));
    while (name.ends_with(' ') || name.ends_with('\t')) name.pop_back();
    for (char& c : name) c = 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  cut.rest = content;
  return cut;
}

/// How many hosts had it (RFC 5321 §6.3).
inline std::size_t hops(std::string_view content) {
  std::size_t received = 0;
  for (const auto& field : cut_content(content).fields) received += field.name == "received" ? 1 : 0;
  return received;
}

/// RFC 5321 §4.4: whoever delivers leaves one Return-Path, their own.
inline std::string without_return_path(std::string_view content) {
  const CutContent cut = cut_content(content);
  std::string text;
  for (const auto& field : cut.fields)
    if (field.name != "return-path") text += field.text;
  return text + cut.rest;
}

}  // namespace smtpspec::fuzz
