#include "tests/run/asked.hpp"

#include "harness/language/load.hpp"
#include "harness/language/selection.hpp"
#include "tests/support/places.hpp"

#include <gtest/gtest.h>

#include <memory>

namespace smtpspec::tests {
namespace {

const std::string kScenarios = in_source("scenarios");

const language::Catalogue& catalogue() {
  static const language::Catalogue kCatalogue =
      language::load_catalogue(kScenarios + "/requirements").value();
  return kCatalogue;
}

const std::vector<std::shared_ptr<const language::Suite>>& suites() {
  static const auto kSuites = [] {
    std::vector<std::shared_ptr<const language::Suite>> out;
    auto loaded = language::load_suites(kScenarios).value();
    for (auto& suite : loaded) out.push_back(std::make_shared<const language::Suite>(std::move(suite)));
    return out;
  }();
  return kSuites;
}

}  // namespace

Reference::Reference(server::ServerOptions options) : server_(std::move(options)) {
  const auto listening = server_.listen();
  EXPECT_TRUE(listening) << listening.error();
  server_.start();
}

run::Options Reference::options() const {
  run::Options out;
  out.settings.target = "127.0.0.1:" + std::to_string(server_.port());
  out.settings.recipient = "alice@example.test";
  out.settings.unknown_recipient = "nobody@example.test";
  out.seed = 1;
  return out;
}

run::Assignment assignment(run::Options options, const std::vector<std::string>& selectors) {
  run::Assignment out{.options = std::move(options), .catalogue = &catalogue()};
  for (const auto& suite : suites()) {
    for (player::Case& one : player::cases(suite)) {
      if (language::selects({.selectors = selectors}, catalogue(), *suite, *one.scenario, one.variant)) {
        out.cases.push_back(std::move(one));
      }
    }
  }
  EXPECT_FALSE(out.cases.empty());
  return out;
}

run::Conclusion ask(run::Options options, const std::vector<std::string>& selectors) {
  return run::run(assignment(std::move(options), selectors), {});
}

reports::CaseResult result_of(const run::Conclusion& conclusion, const std::string& id) {
  for (const reports::CaseResult& one : conclusion.run.cases) {
    if (one.id == id) return one;
  }
  ADD_FAILURE() << "no result of " << id << ": " << conclusion.why;
  return {};
}

std::vector<std::string> with(const run::Conclusion& conclusion, reports::Verdict verdict) {
  std::vector<std::string> out;
  for (const reports::CaseResult& one : conclusion.run.cases) {
    if (one.verdict == verdict) out.push_back(one.id);
  }
  return out;
}

}  // namespace smtpspec::tests
