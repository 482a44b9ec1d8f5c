#include "harness/cli/cases.hpp"

#include "harness/cli/exit_codes.hpp"

#include <fmt/core.h>

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

int nothing_selected() {
  fmt::print(stderr,
             "smtpspec: nothing is left to run of what was selected\n  smtpspec list shows what there is\n");
  return exit_code::nothing_ran;
}

bool is_everything(const language::Selection& selection) {
  return selection.selectors.empty() && selection.levels.empty() && selection.tags.empty() &&
         selection.excludes.empty();
}

}  // namespace smtpspec::cli
