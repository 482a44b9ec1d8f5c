#include "reference/reply/visible.hpp"
#include "reports/conclusion.hpp"
#include "reports/html.hpp"
#include "reports/html_assets.hpp"
#include "reports/html_cases.hpp"
#include "reports/html_data.hpp"
#include "reports/legend.hpp"
#include "reports/shortfall.hpp"
#include "reports/tally.hpp"
#include "reports/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace smtpspec::reports {
namespace {

constexpr std::size_t kLine = 1000;

/// The page of one run, part by part.
class Page {
 public:
  explicit Page(const Run& run) : run_(run), tally_(tallies(run)) {}

  Data data() const {
    Data page;
    head(page);
    about(page);
    const CaseLists lists(run_, tally_);
    page.set("findings", lists.findings());
    page.set("blocked", lists.blocked());
    page.set("suites", lists.suites());
    page.set("sections", lists.sections());
    page.set("requirements", lists.requirements());
    legend(page);
    return page;
  }

 private:
  const Run& run_;
  Tallies tally_;

  void head(Data& page) const {
    const Conclusion last = conclusion(run_);
    page.set("version", one_line(run_.tool_version, 60));
    page.set("address", run_.target.address.empty() ? "(no target)" : one_line(run_.target.address, 200));
    page.set("conclusion", last.text);
    page.set("mood", last.tone == Tone::bad ? "bad" : last.tone == Tone::caution ? "caution" : "");
    page.set("counts", fmt::format("{} cases: {}", tally_.all.cases(), tally_.all.words()));
    page.set("seconds", fmt::format("{:.2f}", run_.seconds));
    page.set("share", share());
    page.set("style", std::string(assets::page_css));
    page.set("script", std::string(assets::page_js));
    page.set("style_hash", csp_hash(assets::page_css));
    page.set("script_hash", csp_hash(assets::page_js));
    page.set("cases_number", std::to_string(run_.cases.size()));
    const std::size_t blocked = tally_.all[Verdict::blocked];
    page.set("blocked_number", blocked == 0 ? Data(false) : Data(std::to_string(blocked)));
    const auto found = std::count_if(run_.cases.begin(), run_.cases.end(),
                                     [&](const CaseResult& c) { return stands_with_findings(run_, c); });
    page.set("findings_number", std::to_string(found));
    page.set("nothing", last.tone == Tone::good ? "Nothing counts against this target." : last.text + ".");
  }

  /// The bar under the title: what part of the cases came out how, in thousandths.
  Data share() const {
    Data list{Data::type::list};
    std::size_t before = 0;
    for (const auto& [verdict, mark, ascii_mark, meaning] : kVerdictMeanings) {
      const std::size_t number = tally_.all[verdict];
      if (number == 0) continue;
      const double scale = 1000.0 / double(tally_.all.cases());
      Data part;
      part.set("verdict", std::string(name(verdict)));
      part.set("number", std::to_string(number));
      part.set("x", fmt::format("{:.1f}", double(before) * scale));
      part.set("width", fmt::format("{:.1f}", double(number) * scale));
      list.push_back(part);
      before += number;
    }
    return list;
  }

  void about(Data& page) const {
    Data facts{Data::type::list};
    const auto fact = [&](const char* label, const std::string& value, bool mono = false) {
      if (value.empty()) return;
      Data data;
      data.set("label", label);
      data.set("mono", mono);
      data.set("value", octet_parts(one_line(value, kLine)));
      facts.push_back(data);
    };
    fact("Banner", reply::visible(run_.target.banner), true);
    fact("Product", reply::visible(run_.target.product));
    fact("Role", run_.target.role);
    fact("Started", run_.started);
    fact("Seed", std::to_string(run_.seed), true);
    fact("Baseline", run_.baseline, true);
    fact("Counted", fmt::format("fail{}{}", run_.security ? ", risk" : "", run_.strict ? ", warn" : ""));
    page.set("facts", facts);
    std::vector<std::string> offers;
    for (const std::string& line : run_.target.ehlo) offers.push_back(reply::visible(line));
    page.set("offers", texts(offers, "keyword"));
    std::string command;
    for (const std::string& word : run_.command_line) command += (command.empty() ? "" : " ") + word;
    page.set("command", text_or_nothing(one_line(command, kLine)));
    page.set("levels", levels());
    Data notes{Data::type::list};
    for (const std::string& note : run_.target.notes) notes.push_back(Data("note", clean(note)));
    page.set("notes", notes);
    Data missing{Data::type::list};
    for (const std::string& sentence : shortfalls(run_)) missing.push_back(Data("sentence", sentence));
    page.set("shortfalls", missing);
    Data stale{Data::type::list};
    for (const StaleEntry& entry : run_.stale) {
      Data data;
      data.set("where", one_line(fmt::format("{}:{}", entry.file, entry.line), kLine));
      data.set("pattern", one_line(entry.pattern, kLine));
      stale.push_back(data);
    }
    page.set("stale", stale);
    page.set("not_run", texts(run_.not_run, "id"));
  }

  /// An object with a `list` whose elements have one member; false where there are none.
  static Data texts(const std::vector<std::string>& values, const char* member) {
    Data list{Data::type::list};
    for (const std::string& value : values) list.push_back(Data(member, one_line(value, 200)));
    return values.empty() ? Data(false) : Data("list", list);
  }

  Data levels() const {
    Data list{Data::type::list};
    for (const auto& [level, counts] : tally_.by_level) {
      if (counts.asked() == 0) continue;
      Data data;
      data.set("level", level);
      data.set("kept", std::to_string(counts.kept()));
      data.set("asked", std::to_string(counts.asked()));
      data.set("percent", std::to_string(100 * counts.kept() / counts.asked()));
      list.push_back(data);
    }
    return list;
  }

  void legend(Data& page) const {
    Data verdicts{Data::type::list}, chips{Data::type::list}, levels{Data::type::list},
        standards{Data::type::list};
    for (const auto& [verdict, mark, ascii_mark, meaning] : kVerdictMeanings) {
      Data data;
      data.set("verdict", std::string(name(verdict)));
      data.set("meaning", std::string(meaning));
      data.set("number", std::to_string(tally_.all[verdict]));
      verdicts.push_back(data);
      if (tally_.all[verdict] != 0) chips.push_back(data);
    }
    for (const auto& [level, meaning] : kLevelMeanings) {
      Data data;
      data.set("level", std::string(level));
      data.set("meaning", std::string(meaning));
      levels.push_back(data);
    }
    std::vector<std::string> names;
    for (const CaseResult& c : run_.cases) {
      const std::string rfc = rfc_of(c);
      if (!rfc.empty() && std::find(names.begin(), names.end(), rfc) == names.end()) names.push_back(rfc);
    }
    for (const std::string& rfc : names) standards.push_back(Data("rfc", rfc));
    page.set("verdicts", verdicts);
    page.set("chips", chips);
    page.set("level_meanings", levels);
    page.set("standards", standards);
  }
};

}  // namespace

std::string html(const Run& run) { return filled(assets::page_html, Page(run).data()); }

}  // namespace smtpspec::reports
