#include "tests/certify/standings.hpp"

#include "reference/receiver/conduct.hpp"

#include <algorithm>
#include <map>
#include <string_view>

namespace smtpspec::run::test {

namespace {

using player::Grade;
using receiver::Standing;

/// "lf-dot-lf=ends" of "lf-dot-lf=ends (lenient), where TLS is required".
std::string choice_of(const std::string& mutation) {
  return mutation.substr(0, mutation.find_first_of(" ,"));
}

std::map<std::string, Grade> worst_verdicts(const Certificate& certificate) {
  std::map<std::string, Grade> worst;
  for (const CaseProof& proof : certificate.cases) {
    for (const Caught& caught : proof.caught) {
      if (caught.kind != Mutation::Kind::deviation || !caught.cited) continue;
      Grade& verdict = worst.try_emplace(choice_of(caught.mutation), caught.verdict).first->second;
      verdict = std::max(verdict, caught.verdict);
    }
  }
  return worst;
}

std::string word(bool fail) { return fail ? "fail" : "risk"; }

}  // namespace

std::vector<std::string> disagreements(const Certificate& certificate) {
  const auto worst = worst_verdicts(certificate);
  std::vector<std::string> out;
  for (const receiver::Deviation& deviation : receiver::deviations()) {
    const auto found = worst.find(deviation.name);
    if (found == worst.end()) continue;
    const auto& choice = receiver::decisions()[deviation.decision].choices[deviation.choice];
    const bool stands_as_fail = choice.standing == Standing::fail;
    const bool fails = found->second == Grade::fail;
    if (fails != stands_as_fail)
      out.push_back(deviation.name + " stands as " + word(stands_as_fail) + ", convicted: " + word(fails));
  }
  return out;
}

}  // namespace smtpspec::run::test
