#pragma once

#include "harness/language/diagnostic.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace smtpspec::language {

enum class Level : std::uint8_t { must, must_not, should, should_not, may, table, advice };
std::string_view name(Level level);  ///< "MUST NOT"

/// A row of the requirement catalogue (scenarios/requirements/*.tsv).
struct Requirement {
  std::string id;       ///< "RFC5321-4.5.2-c"
  std::string rfc;      ///< "RFC5321"
  std::string section;  ///< "4.5.2"
  Level level = Level::advice;
  std::string side;        ///< server, client, relay, final-delivery
  std::string extension;   ///< core, or the EHLO keyword
  std::string visibility;  ///< wire, config, sink, no: and why
  std::string text;        ///< read, plain, lower-case, replaced, memory, none, advice: what the words carry
  std::string statement;   ///< in our words
  std::string latitude;    ///< what a receiver may lawfully do instead
  std::string uncovered;   ///< why no scenario covers it; empty if one does
};

/// The level as people should read it: "advice" for what no RFC says, however strong we mean it.
std::string_view shown_level(const Requirement& row);

/// Whether the wording, whatever the level, can carry a fail (docs/requirements.md has the rule).
bool words_can_convict(const Requirement& row);

/// By id.
using Catalogue = std::map<std::string, Requirement, std::less<>>;

/// Reads every *.tsv in a folder: one header line, then a row a requirement, columns in the order above.
Results<Catalogue> load_catalogue(const std::string& folder);

}  // namespace smtpspec::language
