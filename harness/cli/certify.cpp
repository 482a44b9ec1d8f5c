#include "harness/run/certify.hpp"

#include "harness/cli/command.hpp"
#include "harness/cli/corpus.hpp"
#include "harness/cli/exit_codes.hpp"
#include "harness/cli/numbers.hpp"
#include "harness/language/words.hpp"

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <string_view>
#include <thread>
#include <vector>

namespace smtpspec::cli {
namespace {

namespace json = boost::json;
using language::Grade;
using run::CaseProof;
using run::Caught;
using run::Certificate;

struct Options {
  std::string scenarios;
  std::string explain;
  bool as_json = false;
  unsigned jobs = std::max(1U, std::thread::hardware_concurrency());
};

std::string_view status(const CaseProof& proof) {
  if (proof.is_skipped()) return "skipped";
  if (!proof.holds()) return "DOES NOT HOLD";
  if (!proof.is_just()) return "UNJUST";
  return proof.can_fail() ? "proven" : "CANNOT FAIL";
}

std::string_view grade_word(Grade grade) { return language::name(grade); }

json::array to_json(const std::vector<Caught>& all) {
  json::array out;
  for (const Caught& one : all) {
    out.push_back({{"mutation", one.mutation},
                   {"verdict", grade_word(one.verdict)},
                   {"cited", one.cited},
                   {"message", one.message}});
  }
  return out;
}

json::value to_json(const Certificate& certificate) {
  json::array cases;
  for (const CaseProof& proof : certificate.cases) {
    cases.push_back({{"id", proof.id},
                     {"file", proof.file},
                     {"line", proof.at.line},
                     {"status", status(proof)},
                     {"verdict", grade_word(proof.verdict)},
                     {"message", proof.message},
                     {"worst-possible", grade_word(proof.worst_possible)},
                     {"worst-of-its-own", grade_word(proof.worst_of_its_own)},
                     {"caught", to_json(proof.caught)},
                     {"accused", to_json(proof.accused)}});
  }
  json::array untaken;
  for (const run::UntakenRow& row : certificate.untaken) {
    untaken.push_back({{"scenario", row.scenario},
                       {"file", row.file},
                       {"line", row.at.line},
                       {"grade", grade_word(row.grade)},
                       {"row", row.source}});
  }
  return {{"proven", certificate.is_proven()},
          {"plays", certificate.plays},
          {"cases", std::move(cases)},
          {"untaken", std::move(untaken)},
          {"beyond-control", json::value_from(certificate.beyond_control)},
          {"uncaught", json::value_from(certificate.uncaught)},
          {"blunt", json::value_from(certificate.blunt)}};
}

void print_names(std::string_view title, const std::vector<std::string>& names) {
  if (names.empty()) return;
  fmt::print("\n{} ({}):\n", title, names.size());
  for (const std::string& name : names) fmt::print("  {}\n", name);
}

/// By what the cases are proven: a case that can convict needs a deviation of its own requirement.
void print_proofs(const Certificate& certificate) {
  std::size_t convicting = 0, proven = 0, lenient = 0, shown = 0;
  for (const CaseProof& proof : certificate.cases) {
    if (proof.is_skipped()) continue;
    (proof.convicts() ? convicting : lenient) += 1;
    if (proof.is_shown_by_its_own()) (proof.convicts() ? proven : shown) += 1;
  }
  fmt::print(
      "\n{} of {} cases that can convict do so for a deviation or fault of a requirement of their own\n",
      proven, convicting);
  fmt::print(
      "{} cases can warn or note only: {} shown by a choice of a requirement of their own, {} by an altered "
      "reply\n",
      lenient, shown, lenient - shown);
}

void print_table(const Certificate& certificate, double seconds) {
  std::size_t width = 0;
  for (const CaseProof& proof : certificate.cases) width = std::max(width, proof.id.size());
  std::size_t proven = 0, skipped = 0;
  for (const CaseProof& proof : certificate.cases) {
    const auto named = std::count_if(proof.caught.begin(), proof.caught.end(), [](const Caught& one) {
      return one.kind == run::Mutation::Kind::deviation;
    });
    const auto cited =
        std::count_if(proof.caught.begin(), proof.caught.end(), [](const Caught& one) { return one.cited; });
    proven += status(proof) == "proven" ? 1 : 0;
    skipped += proof.is_skipped() ? 1 : 0;
    fmt::print("{:<{}}  {:<13}  {:>3} mutations, {:>2} deviations, {:>2} of its requirement  {}\n", proof.id,
               width, status(proof), proof.caught.size(), named, cited,
               proof.holds() && !proof.is_skipped()
                   ? ""
                   : fmt::format("{}: {}", grade_word(proof.verdict), proof.message));
    for (const Caught& one : proof.accused)
      fmt::print("    {} although {} is lawful: {}\n", grade_word(one.verdict), one.mutation, one.message);
  }
  if (!certificate.untaken.empty())
    fmt::print("\nRows that no model takes ({}):\n", certificate.untaken.size());
  for (const run::UntakenRow& row : certificate.untaken) {
    fmt::print("  {}:{}: {}: {} {}\n", row.file, row.at.line, row.scenario, grade_word(row.grade),
               row.source);
  }
  print_names("Deviations that nothing notices", certificate.uncaught);
  print_names("Deviations that let no message through", certificate.beyond_control);
  print_names("Blunt deviations: they fail more than a tenth of the cases", certificate.blunt);
  print_proofs(certificate);
  fmt::print("{} cases: {} proven, {} skipped, {} not; {} rows untaken; {} plays in {:.1f} s\n",
             certificate.cases.size(), proven, skipped, certificate.cases.size() - proven - skipped,
             certificate.untaken.size(), certificate.plays, seconds);
}

int explain(const Certificate& certificate, const std::string& id) {
  bool found = false;
  for (const CaseProof& proof : certificate.cases) {
    if (proof.id != id && !proof.id.starts_with(id + "/")) continue;
    found = true;
    fmt::print("{} ({}:{}): {}\n", proof.id, proof.file, proof.at.line, status(proof));
    fmt::print("  on the reference: {} {}\n", grade_word(proof.verdict), proof.message);
    for (const Caught& one : proof.caught)
      fmt::print("  {} {}{}\n      {}\n", grade_word(one.verdict), one.mutation,
                 one.cited ? " (its requirement)" : "", one.message);
    for (const Caught& one : proof.accused)
      fmt::print("  {} although {} is lawful\n      {}\n", grade_word(one.verdict), one.mutation,
                 one.message);
  }
  for (const run::UntakenRow& row : certificate.untaken) {
    if (id == row.scenario || id.starts_with(row.scenario + "/"))
      fmt::print("  {}:{}: no model takes: {} {}\n", row.file, row.at.line, grade_word(row.grade),
                 row.source);
  }
  if (found) return exit_code::ok;
  fmt::print(stderr, "smtpspec: no case is called '{}'; smtpspec list shows what there is\n", id);
  return exit_code::usage;
}

void keep_scenario_of(language::Suite& suite, std::string_view id) {
  const std::string_view scenario = id.substr(0, id.find('/'));
  std::erase_if(suite.scenarios, [&](const language::Scenario& one) { return one.id != scenario; });
}

int certify(const Options& options) {
  auto corpus = load_corpus(options.scenarios);
  if (!corpus) return refuse(corpus.error());
  std::vector<std::shared_ptr<const language::Suite>> suites;
  for (language::Suite& suite : corpus->suites) {
    if (!options.explain.empty()) keep_scenario_of(suite, options.explain);
    suites.push_back(std::make_shared<const language::Suite>(std::move(suite)));
  }
  const auto start = std::chrono::steady_clock::now();
  const Certificate certificate = run::certify(suites, corpus->catalogue, options.jobs);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  if (!options.explain.empty()) return explain(certificate, options.explain);
  if (options.as_json) {
    fmt::print("{}\n", json::serialize(to_json(certificate)));
  } else {
    print_table(certificate, took.count());
  }
  return certificate.is_proven() ? exit_code::ok : exit_code::findings;
}

}  // namespace

void add_certify(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<Options>();
  CLI::App* const command = app.add_subcommand(
      "certify", "Prove of every scenario that it passes on the reference, and what it notices");
  add_scenarios_option(*command, options->scenarios);
  command->add_option("--explain", options->explain, "Show which mutations one case catches")
      ->type_name("CASE");
  command->add_flag("--json", options->as_json, "Print JSON");
  command->add_option("--jobs", options->jobs, "Threads; default: one a processor")
      ->check(whole_number(1, 256));
  command->callback([options, &exit_code] { exit_code = certify(*options); });
}

}  // namespace smtpspec::cli
