#include "fuzz/campaign/scenario.hpp"

#include <fmt/format.h>

#include "harness/language/format.hpp"

namespace smtpspec::campaign {
namespace {

/// A string of the scenario language: printable ASCII as it is, what means something there escaped.
std::string quoted(std::string_view octets) {
  std::string out = "\"";
  for (const char c : octets) {
    if (c == '"' || c == '\\') {
      (out += '\\') += c;
    } else if (c == '$') {
      out += "$$";
    } else if (c == '\r') {
      out += "\\r";
    } else if (c == '\n') {
      out += "\\n";
    } else if (c < ' ' || c > '~') {
      out += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  return out + '"';
}

/// Named octets for each line that is sent, and their names.
struct Lines {
  std::string octets, names;
};

Lines lines_of(std::string_view fed) {
  Lines out;
  for (int n = 1; n == 1 || !fed.empty(); ++n) {
    const std::string_view line = fed.substr(0, std::min(fed.find('\n'), fed.size() - 1) + 1);
    fed.remove_prefix(line.size());
    out.octets += fmt::format("octets line-{} {}\n", n, quoted(line));
    out.names += fmt::format(" line-{}", n);
  }
  return out;
}

}  // namespace

std::string scenario_of(const Target& target, const Cause& cause, std::string_view input) {
  const Lines lines = lines_of(input.substr(std::min(target.choices, input.size())));
  return language::format(fmt::format(
      R"(# {}
suite "Found by the fuzz target {}"

scenario {}-{}
title A server answers what this fuzz target broke on, or closes
checks RFC5321-4.2-a
given connected
{}C| together{}
outcome after 0 until close
pass "answered, or closed" any... close?
)",
      cause.claim, target.name, target.name, cause.name(), lines.octets, lines.names));
}

}  // namespace smtpspec::campaign
