#include "fuzz/campaign/scenario.hpp"

#include "harness/language/format.hpp"

#include <fmt/format.h>

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

/// Up to and with the next LF, or so many octets.
std::string_view next_piece(std::string_view fed, const std::vector<std::size_t>& pieces, std::size_t n) {
  const std::size_t length =
      pieces.empty() ? std::min(fed.find('\n'), fed.size() - 1) + 1 : pieces[n % pieces.size()];
  return fed.substr(0, length);
}

}  // namespace

std::string scenario_of(const Target& target, const Cause& cause, std::string_view input, const Told& told) {
  std::string_view fed = input.substr(std::min(target.choices, input.size())).substr(0, told.fed);
  std::string octets, sent;
  for (std::size_t n = 0; n == 0 || !fed.empty(); ++n) {
    const std::string_view piece = fed.empty() ? fed : next_piece(fed, told.pieces, n);
    fed.remove_prefix(piece.size());
    octets += fmt::format("octets piece-{} {}\n", n + 1, quoted(piece));
    sent += fmt::format("{} piece-{}", n == 0 ? "" : " gap ${pause}", n + 1);
  }
  const bool is_cut = sent.find("gap") != sent.npos;
  return language::format(fmt::format(
      R"(# {}
# It sends what this came of and shows what is answered. By itself it cannot fail for the claim.
suite "Found by the fuzz target {}"

scenario {}-{}
title A server answers what this fuzz target broke on, or closes
checks RFC5321-4.2-a
given raw
role mta msa library lmtp
{}{}S: any
C| together{}
outcome after 0 until close
pass "answered, or closed" any... close?
)",
      cause.claim, target.name, target.name, cause.name(),
      is_cut ? "variant at-once pause 0ms\nvariant in-pieces pause 10ms\n" : "", octets, sent));
}

std::string how_to_play(const Places& places, const std::string& file, const Told& told) {
  const std::string smtpspec = (places.source / "build/dev/smtpspec").lexically_normal().string();
  std::string options;
  for (const std::string& option : told.serve) options += " " + option;
  std::string out = fmt::format(
      "\nThe same octets to a server. It is shown what it answers, with != where the oracle does not permit "
      "that; the claim is not judged:\n"
      "  {} play --launch '{} serve --port {{port}}{}' {}\n"
      "  (--target HOST:PORT asks a server of yours; smtpspec is built by, in the root of the repository,\n"
      "  cmake --preset dev && cmake --build --preset dev --target smtpspec)\n",
      smtpspec, smtpspec, options, file);
  if (told.serve.empty()) out += "No option of serve is known to stand for the choices.\n";
  if (!told.without.empty()) out += "What that does not show:\n";
  for (const std::string& what : told.without) out += fmt::format("  {}\n", what);
  return out;
}

}  // namespace smtpspec::campaign
