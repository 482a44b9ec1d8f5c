#pragma once

#include "harness/language/ast.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace smtpspec::fuzz {

/// The words of a suite that may have white space in them, and what its steps are: in turn, without where
/// they stand.
class SuiteWords {
 public:
  explicit SuiteWords(const language::Suite& suite) {
    add(suite.title);
    for (const language::Scenario& scenario : suite.scenarios) add(scenario);
  }
  bool operator==(const SuiteWords&) const = default;

 private:
  std::vector<std::string> words_;

  void add(const std::string& word) { words_.push_back(word); }
  template <class T>
  void add(const std::vector<T>& all) {
    add(std::to_string(all.size()));
    for (const T& each : all) add(each);
  }
  template <class T>
  void add(const std::optional<T>& one) {
    if (one) add(*one);
  }
  void add(const language::Template& text) {
    add(std::to_string(text.parts.size()));
    for (const auto& part : text.parts) {
      if (const auto* literal = std::get_if<std::string>(&part)) {
        add(*literal);
      } else {
        add(std::get<language::Hole>(part).function), add(std::get<language::Hole>(part).arguments);
      }
    }
  }
  void add(const language::Piece& piece) {
    add(std::to_string(static_cast<int>(piece.kind)));
    add(piece.text), add(piece.octets), add(piece.name), add(piece.count), add(piece.inner);
  }
  void add(const language::Pattern& pattern) { add(pattern.re); }
  void add(const language::Expect& expect) {
    add(expect.text), add(expect.enhanced), add(expect.has), add(expect.lacks), add(expect.line);
    for (const language::Capture& capture : expect.captures) add(capture.name), add(capture.pattern);
  }
  void add(const language::Alternative& each) {
    add(each.expect), add(each.label), add(each.cites), add(each.seen);
  }
  void add(const language::OutcomeRow& row) { add(row.label), add(row.cites), add(row.seen); }
  void add(const language::DeliveredClaim& claim) {
    add(claim.from), add(claim.to), add(claim.content), add(claim.has), add(claim.lacks), add(claim.matches);
  }
  void add(const language::DeliveredRow& row) { add(row.claim), add(row.label), add(row.seen); }
  void add(const language::NamedOctets& octets) { add(octets.name), add(octets.pieces); }
  void add(const language::Variant& variant) {
    add(variant.name);
    for (const auto& [name, value] : variant.values) add(name), add(value);
  }

  void of(const language::ClientLine& step) { add(step.text); }
  void of(const language::ClientWrite& step) { add(step.pieces); }
  void of(const language::SetUp& step) { add(step.expect); }
  void of(const language::Question& step) { add(step.expect), add(step.alternatives); }
  void of(const language::Outcome& step) { add(step.rows); }
  void of(const language::Delivered& step) { add(step.claim), add(step.rows); }
  void of(const language::Silence& step) { add(step.reason); }
  void of(const language::Pause& step) { add(step.reason); }
  void of(const language::TlsHandshake& step) { add(step.alternatives); }
  void of(const language::Auth& step) {
    add(step.mechanism), add(step.user), add(step.password), add(step.alternatives);
  }
  void of(const language::OpenConnection& step) { add(step.name); }
  void of(const language::OnConnection& step) { add(step.name); }
  void of(const language::Shut&) {}
  void of(const language::Turn&) {}
  void add(const language::Step& step) {
    add(std::to_string(step.what.index()));
    std::visit([this](const auto& what) { of(what); }, step.what);
  }
  void add(const language::Scenario& scenario) {
    add(scenario.id), add(scenario.title), add(scenario.why), add(scenario.checks), add(scenario.needs);
    add(scenario.roles), add(scenario.tags), add(scenario.era), add(scenario.variants);
    add(scenario.octets), add(scenario.steps);
  }
};

}  // namespace smtpspec::fuzz
