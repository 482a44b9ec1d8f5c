#include "reports/matrix.hpp"

#include "reference/reply/visible.hpp"
#include "reports/evidence.hpp"
#include "reports/html_assets.hpp"
#include "reports/html_data.hpp"
#include "reports/markdown_text.hpp"
#include "reports/shortfall.hpp"
#include "reports/tally.hpp"
#include "reports/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace smtpspec::reports {
namespace {

/// A case, and what each run says of it; null where it was not run.
struct Row {
  std::vector<const CaseResult*> cells;
  const CaseResult& any() const {
    return **std::find_if(cells.begin(), cells.end(), [](auto* cell) { return cell; });
  }
  bool differs() const {
    const Verdict verdict = any().verdict;
    return std::any_of(cells.begin(), cells.end(),
                       [&](const CaseResult* cell) { return cell == nullptr || cell->verdict != verdict; });
  }
};

/// A row a case, in the order in which they first come, apart where the runs differ.
struct Rows {
  std::vector<Row> differing, agreeing;
};

Rows rows(const std::vector<Run>& runs) {
  std::vector<Row> all;
  std::map<std::string_view, std::size_t> places;
  for (std::size_t column = 0; column < runs.size(); ++column) {
    for (const CaseResult& c : runs[column].cases) {
      const auto [place, is_new] = places.try_emplace(c.id, all.size());
      if (is_new) all.push_back({.cells = std::vector<const CaseResult*>(runs.size())});
      all[place->second].cells[column] = &c;
    }
  }
  Rows out;
  for (Row& row : all) (row.differs() ? out.differing : out.agreeing).push_back(std::move(row));
  return out;
}

/// The product of each, or its address; both where a product occurs twice.
std::vector<std::string> names(const std::vector<Run>& runs) {
  std::map<std::string, int> known;
  std::vector<std::string> out;
  for (const Run& run : runs) {
    const Target& target = run.target;
    out.push_back(one_line(target.product.empty() ? target.address : reply::visible(target.product), 80));
    ++known[out.back()];
  }
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const std::string address = one_line(runs[i].target.address, 80);
    if (known[out[i]] > 1 && out[i] != address) out[i] += fmt::format(" ({})", address);
  }
  return out;
}

std::string_view verdict_of(const CaseResult* cell) {
  return cell == nullptr ? "not run" : name(cell->verdict);
}

Data row_data(const Row& row) {
  Data cells{Data::type::list};
  for (const CaseResult* cell : row.cells) {
    Data data;
    data.set("verdict", std::string(cell == nullptr ? "absent" : verdict_of(cell)));
    data.set("word", std::string(verdict_of(cell)));
    const bool says = cell != nullptr && cell->verdict != Verdict::pass;
    data.set("message", says ? Data(message_of(*cell, 300)) : Data(false));
    cells.push_back(data);
  }
  Data data;
  data.set("id", one_line(row.any().id, 200));
  data.set("level", level_of_verdict(row.any()));
  data.set("title", clean(row.any().title));
  data.set("cells", cells);
  return data;
}

Data target_data(const Run& run, const std::string& name) {
  Data levels{Data::type::list};
  const Tallies tally = tallies(run);
  for (const auto& [level, counts] : tally.by_level) {
    if (counts.asked() != 0)
      levels.push_back(Data("kept", fmt::format("{} {}/{}", level, counts.kept(), counts.asked())));
  }
  Data data;
  data.set("name", name);
  data.set("address", one_line(run.target.address, 100));
  data.set("banner", octet_parts(one_line(reply::visible(run.target.banner), 300)));
  data.set("started", one_line(run.started, 40));
  data.set("version", one_line(run.tool_version, 40));
  data.set("counts", tally.all.words());
  data.set("levels", levels);
  Data missing{Data::type::list};
  for (const std::string& sentence : shortfalls(run)) missing.push_back(Data("sentence", sentence));
  data.set("shortfalls", missing);
  return data;
}

}  // namespace

std::string matrix_html(const std::vector<Run>& runs) {
  const auto list_of = [](const auto& values, const auto& data) {
    Data list{Data::type::list};
    for (const auto& value : values) list.push_back(data(value));
    return list;
  };
  const Rows all = rows(runs);
  Data page;
  page.set("style", std::string(assets::page_css));
  page.set("style_hash", csp_hash(assets::page_css));
  const std::vector<std::string> named = names(runs);
  Data targets{Data::type::list};
  for (std::size_t i = 0; i < runs.size(); ++i) targets.push_back(target_data(runs[i], named[i]));
  page.set("targets", targets);
  page.set("differing", list_of(all.differing, row_data));
  page.set("agreeing", list_of(all.agreeing, row_data));
  page.set("differences", std::to_string(all.differing.size()));
  page.set("agreements", std::to_string(all.agreeing.size()));
  return filled(assets::matrix_html, page);
}

std::string matrix_markdown(const std::vector<Run>& runs) {
  using markdown_text::cell_code;
  using markdown_text::prose;
  std::string out = "## smtpspec: targets side by side\n\n| case | level |", rule = "| --- | --- |";
  const std::vector<std::string> named = names(runs);
  for (const std::string& name : named) {
    out += fmt::format(" {} |", prose(name));
    rule += " --- |";
  }
  out += fmt::format("\n{}\n", rule);
  const Rows all = rows(runs);
  for (const Row& row : all.differing) {
    out += fmt::format("| {} | {} |", cell_code(row.any().id), prose(level_of_verdict(row.any())));
    for (const CaseResult* cell : row.cells) out += fmt::format(" {} |", verdict_of(cell));
    out += '\n';
  }
  for (std::size_t i = 0; i < runs.size(); ++i) {
    for (const std::string& sentence : shortfalls(runs[i]))
      out += fmt::format("\n{}: {}\n", prose(named[i]), prose(sentence));
  }
  return out + fmt::format(
                   "\nOn {} more cases all of them agree. A difference is the start of a conversation, not a "
                   "grade.\n",
                   all.agreeing.size());
}

}  // namespace smtpspec::reports
