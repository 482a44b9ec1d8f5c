#include "tests/language/support.hpp"

#include "harness/language/parser.hpp"

#include <gtest/gtest.h>

namespace smtpspec::language {

Suite read(std::string_view text, std::string file) {
  auto suite = parse(std::move(file), text);
  EXPECT_TRUE(suite) << rendered(suite.error());
  return suite ? std::move(*suite) : Suite{};
}

std::string scenario(std::string_view rest, std::string_view requirement) {
  return "suite \"S\"\nscenario a\n  title T\n  checks " + std::string(requirement) + "\n" +
         std::string(rest);
}

Catalogue small_catalogue() {
  Catalogue out;
  const auto add = [&](const std::string& id, Level level, const std::string& text) {
    out[id] = {.id = id,
               .rfc = id.substr(0, id.find('-')),
               .section = "1",
               .level = level,
               .side = "server",
               .extension = "core",
               .visibility = "wire",
               .text = text,
               .statement = "what " + id + " asks",
               .latitude = {},
               .uncovered = {}};
  };
  add("RFC1-must-a", Level::must, "read");
  add("RFC1-not-a", Level::must_not, "read");
  add("RFC1-should-a", Level::should, "read");
  add("RFC1-may-a", Level::may, "read");
  add("RFC1-table-a", Level::table, "read");
  add("RFC1-advice-a", Level::advice, "read");
  add("RFC1-memory-a", Level::must, "memory");
  add("SEC-OURS-a", Level::must, "advice");
  return out;
}

std::string rendered(const std::vector<Diagnostic>& diagnostics) {
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics) out += render(diagnostic);
  return out;
}

}  // namespace smtpspec::language
