#include "reports/tap.hpp"

#include "reports/evidence.hpp"
#include "reports/shortfall.hpp"
#include "reports/text.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

namespace smtpspec::reports {
namespace {

/// Free text of a test line: a hash would begin a directive.
std::string description(std::string_view text) {
  std::string out;
  for (const char c : one_line(text, 300)) {
    if (c == '#' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

/// "  key: value" of a YAML block; a JSON string is one of YAML too.
std::string yaml(std::string_view key, std::string_view value) {
  return value.empty()
             ? ""
             : fmt::format("  {}: {}\n", key, boost::json::serialize(boost::json::string(clean(value))));
}

std::string details(const Run& run, const CaseResult& c) {
  const Finding* finding = deciding_finding(c);
  const Rule* rule = deciding_rule(c);
  std::string out = "  ---\n" + yaml("message", headline(run, c, 300));
  out += yaml("severity", name(c.verdict));
  if (rule != nullptr) {
    out += yaml("requirement", rule->id) + yaml("level", rule->level) + yaml("rule", rule->statement);
  }
  if (finding != nullptr) out += yaml("allowed", finding->allowed) + yaml("observed", finding->observed);
  return out + yaml("at", place_of(c)) + yaml("repeat", c.rerun) + "  ...\n";
}

class Document {
 public:
  void add(bool ok, std::string_view id, const std::string& directive, const std::string& block) {
    tests_ +=
        fmt::format("{} {} - {}{}\n{}", ok ? "ok" : "not ok", ++number_, description(id), directive, block);
  }
  void remark(const std::string& sentence) { remarks_ += fmt::format("# {}\n", sentence); }
  std::string text() const { return fmt::format("TAP version 14\n1..{}\n{}{}", number_, remarks_, tests_); }

 private:
  std::string remarks_;
  std::size_t number_ = 0;
  std::string tests_;
};

std::string directive(const Run& run, const CaseResult& c) {
  const std::string said = description(headline(run, c, 300));
  if (is_known(run, c)) return fmt::format(" # TODO {}", said);
  if (c.verdict == Verdict::skip) return fmt::format(" # SKIP {}", said);
  if (c.verdict == Verdict::blocked) return fmt::format(" # SKIP blocked: {}", said);
  return {};
}

}  // namespace

std::string tap(const Run& run) {
  Document document;
  for (const std::string& sentence : shortfalls(run)) document.remark(sentence);
  if (!run.lost.empty())
    document.add(false, "target-lost", "", "  ---\n" + yaml("message", run.lost) + "  ...\n");
  for (const CaseResult& c : run.cases) {
    const bool ok = !is_news(run, c) && !is_known(run, c) && c.verdict != Verdict::error;
    document.add(ok, c.id, is_news(run, c) ? "" : directive(run, c), ok ? "" : details(run, c));
  }
  for (const std::string& id : run.not_run)
    document.add(true, id, " # SKIP the run ended before it was played", "");
  for (const StaleEntry& entry : run.stale) {
    document.add(false,
                 fmt::format("{}:{}: {} matches no case any more", entry.file, entry.line, entry.pattern), "",
                 "");
  }
  return without_commands(document.text());  // \xHH stands for an octet in YAML, too
}

}  // namespace smtpspec::reports
