#pragma once

#include "reports/results.hpp"

#include <concepts>
#include <type_traits>

/// The members of a run in JSON, said once for writing and reading. A visitor is called with the name and the
/// member: `visit(name, member)`, `visit.octets(name, member)` for raw octets, `visit.seconds(name, member)`
/// for durations, and `visit.required(name, member)` for what a case cannot be without.
namespace smtpspec::reports {

template <class T, class Plain>
concept MaybeConst = std::same_as<std::remove_const_t<T>, Plain>;

template <class Visitor, MaybeConst<Exchange> T>
void fields(Visitor& visit, T& exchange) {
  visit.required("kind", exchange.kind);
  visit("connection", exchange.connection);
  visit("at_ms", exchange.at_ms);
  visit("redacted", exchange.redacted);
  if (!exchange.redacted) visit.octets("octets", exchange.octets);
  visit("text", exchange.text);
  visit("answers", exchange.answers);
  visit("oracle", exchange.oracle);
  visit("oracle_differs", exchange.oracle_differs);
  visit("in_tls", exchange.in_tls);
  visit("dropped", exchange.dropped);
}

template <class Visitor, MaybeConst<Finding> T>
void fields(Visitor& visit, T& finding) {
  visit.required("verdict", finding.verdict);
  visit("message", finding.message);
  visit("requirement", finding.requirement);
  visit("allowed", finding.allowed);
  visit("observed", finding.observed);
  visit("file", finding.file);
  visit("line", finding.line);
  visit("column", finding.column);
  visit("source", finding.source);
}

template <class Visitor, MaybeConst<Rule> T>
void fields(Visitor& visit, T& rule) {
  visit.required("id", rule.id);
  visit("level", rule.level);
  visit("rfc", rule.rfc);
  visit("section", rule.section);
  visit("statement", rule.statement);
  visit("latitude", rule.latitude);
}

template <class Visitor, MaybeConst<CaseResult> T>
void fields(Visitor& visit, T& c) {
  visit.required("id", c.id);
  visit.required("verdict", c.verdict);
  visit("message", c.message);
  visit("scenario", c.scenario);
  visit("group", c.group);
  visit("suite_title", c.suite_title);
  visit("title", c.title);
  visit("why", c.why);
  visit("rev", c.rev);
  visit("tags", c.tags);
  visit("rules", c.rules);
  visit("findings", c.findings);
  visit("transcript", c.transcript);
  visit("file", c.file);
  visit("line", c.line);
  visit("scenario_source", c.scenario_source);
  visit.seconds("duration_us", c.seconds);
  visit("attempts", c.attempts);
  visit("crash", c.crash);
  visit("count", c.count);
  visit("replies", c.replies);
  visit("dialogues", c.dialogues);
  visit("first_in", c.first_in);
  visit("rerun", c.rerun);
  visit("listed", c.listed);
  visit("expected", c.expected);
  visit("baseline_reason", c.baseline_reason);
}

template <class Visitor, MaybeConst<Target> T>
void fields(Visitor& visit, T& target) {
  visit("address", target.address);
  visit.octets("banner", target.banner);
  visit("ehlo", target.ehlo);
  visit("role", target.role);
  visit("product", target.product);
  visit("notes", target.notes);
}

template <class Visitor, MaybeConst<StaleEntry> T>
void fields(Visitor& visit, T& entry) {
  visit("file", entry.file);
  visit("line", entry.line);
  visit("pattern", entry.pattern);
}

template <class Visitor, MaybeConst<Shards> T>
void fields(Visitor& visit, T& shards) {
  visit("of", shards.of);
  visit("here", shards.here);
}

template <class Visitor, MaybeConst<Run> T>
void fields(Visitor& visit, T& run) {
  visit("tool_version", run.tool_version);
  visit("command_line", run.command_line);
  visit("target", run.target);
  visit("seed", run.seed);
  visit("started", run.started);
  visit.seconds("duration_us", run.seconds);
  visit("strict", run.strict);
  visit("security", run.security);
  visit("complete", run.complete);
  visit("partial", run.partial);
  visit("selected", run.selected);
  visit("shards", run.shards);
  visit("lost", run.lost);
  visit("baseline", run.baseline);
  visit("stale", run.stale);
  visit("not_run", run.not_run);
  visit.required("cases", run.cases);
}

}  // namespace smtpspec::reports
