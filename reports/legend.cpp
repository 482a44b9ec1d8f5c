#include "reports/legend.hpp"

namespace smtpspec::reports {

const std::array<VerdictMeaning, kVerdicts> kVerdictMeanings = {{
    {Verdict::pass, "✔", "+", "as the standard asks"},
    {Verdict::note, "·", ".", "lawful latitude, recorded"},
    {Verdict::warn, "!", "!",
     "a SHOULD is broken, or a leniency that is tolerated; counts only with --strict"},
    {Verdict::skip, "-", "-", "does not apply to this target; the reason says why"},
    {Verdict::blocked, "■", "#",
     "the question could not be put: what came before it was refused or too slow"},
    {Verdict::risk, "▲", "^", "no word of an RFC is broken, but it can be exploited as done"},
    {Verdict::fail, "✘", "x", "a MUST is broken, or the server crashed or answered out of step"},
    {Verdict::error, "◆", "E", "the harness or the network failed: the run proves nothing"},
}};

const VerdictMeaning& meaning(Verdict verdict) {
  return kVerdictMeanings.at(static_cast<std::size_t>(verdict));
}

const std::array<LevelMeaning, 5> kLevelMeanings = {{
    {"MUST", "an absolute requirement, or (MUST NOT) a prohibition"},
    {"SHOULD", "to be done unless there is a good reason not to"},
    {"MAY", "left to the implementation"},
    {"table", "said by the grammar or a table of replies, without a keyword"},
    {"advice", "good practice that no standard demands"},
}};

}  // namespace smtpspec::reports
