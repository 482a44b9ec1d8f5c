#include "harness/run/manners.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace smtpspec::run {
namespace {

constexpr std::uint16_t kFirstUnprivileged = 1024;
constexpr std::array<std::string_view, 3> kProbeTags = {"danger", "smuggling", "relay"};
constexpr std::array<std::string_view, 2> kContentCommands = {"DATA", "BDAT"};

bool is_loopback(const transport::Endpoint& endpoint) {
  using Kind = transport::Endpoint::Kind;
  return endpoint.kind == Kind::unix_socket || endpoint.host == "localhost" || endpoint.host == "::1" ||
         endpoint.host.starts_with("127.");
}

/// Looks at every template of a scenario's writes.
struct Walker {
  Intent& intent;

  void text(const language::Template& text) {
    for (const auto& part : text.parts) {
      if (const auto* literal = std::get_if<std::string>(&part)) {
        for (const std::string_view command : kContentCommands) {
          intent.sends_content = intent.sends_content || literal->find(command) != std::string::npos;
        }
      } else {
        const auto& arguments = std::get<language::Hole>(part).arguments;
        intent.guesses_user = intent.guesses_user || std::find(arguments.begin(), arguments.end(),
                                                               "unknown-recipient") != arguments.end();
      }
    }
  }
  void pieces(const std::vector<language::Piece>& list) {
    for (const language::Piece& piece : list) {
      text(piece.text);
      pieces(piece.inner);
    }
  }
  void operator()(const language::ClientLine& step) { text(step.text); }
  void operator()(const language::ClientWrite& step) { pieces(step.pieces); }
  template <class Other>
  void operator()(const Other&) {}
};

}  // namespace

bool is_stranger(const Options& options, const transport::Endpoint& endpoint) {
  const target::Settings& settings = options.settings;
  if (settings.stranger.value_or(false)) return true;
  if (settings.launch || settings.lab.value_or(false)) return false;
  const bool privileged =
      endpoint.kind == transport::Endpoint::Kind::tcp && endpoint.port < kFirstUnprivileged;
  return !is_loopback(endpoint) || privileged;
}

Intent intent_of(const language::Scenario& scenario) {
  Intent intent;
  Walker walker{intent};
  for (const language::Step& step : scenario.steps) std::visit(walker, step.what);
  for (const language::NamedOctets& octets : scenario.octets) walker.pieces(octets.pieces);
  intent.sends_content =
      intent.sends_content || std::any_of(scenario.given.begin(), scenario.given.end(),
                                          [](const auto& given) { return given.word == "data"; });
  intent.probes =
      std::any_of(scenario.tags.begin(), scenario.tags.end(),
                  [](const std::string& tag) {
                    return std::find(kProbeTags.begin(), kProbeTags.end(), tag) != kProbeTags.end();
                  }) ||
      std::any_of(scenario.checks.begin(), scenario.checks.end(),
                  [](const std::string& id) { return id.starts_with("SEC-"); });
  return intent;
}

std::string Manners::refusal(const language::Scenario& scenario) {
  const Intent intent = intent_of(scenario);
  if (intent.probes && !danger_) return "not asked of a stranger: it could be taken for an attack (--danger)";
  if (intent.guesses_user && guesses_ == kGuesses) {
    return "not asked of a stranger: three unknown users were guessed already";
  }
  if (intent.sends_content && deliver_ == 0)
    return "not asked of a stranger: it would send a message (--deliver N)";
  guesses_ += intent.guesses_user ? 1 : 0;
  deliver_ -= intent.sends_content ? 1 : 0;
  return {};
}

}  // namespace smtpspec::run
