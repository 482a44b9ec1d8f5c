#pragma once

#include "harness/cli/corpus.hpp"
#include "harness/player/player.hpp"

#include <vector>

namespace smtpspec::cli {

/// The cases of a corpus that were selected, in the order of the corpus.
std::vector<player::Case> selected_cases(const Corpus& corpus, const language::Selection& selection);

/// Says on standard error that nothing was selected; an exit code.
int nothing_selected();

/// Nothing restricts it.
bool is_everything(const language::Selection& selection);

}  // namespace smtpspec::cli
