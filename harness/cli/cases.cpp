#include "harness/cli/cases.hpp"

#include <memory>
#include <utility>

namespace smtpspec::cli {

std::vector<player::Case> selected_cases(const Corpus& corpus, const language::Selection& selection) {
  std::vector<player::Case> out;
  for (const language::Suite& suite : corpus.suites) {
    for (player::Case& one : player::cases(std::make_shared<const language::Suite>(suite))) {
      if (selects(selection, corpus.catalogue, *one.suite, *one.scenario, one.variant))
        out.push_back(std::move(one));
    }
  }
  return out;
}

bool is_everything(const language::Selection& selection) {
  return selection.selectors.empty() && selection.levels.empty() && selection.tags.empty() &&
         selection.excludes.empty();
}

}  // namespace smtpspec::cli
