#include "fuzz/adapter/answer.hpp"

std::string smtpspec_answer::all(smtpspec_found what) const {
  std::string out;
  for (const std::string& one : told[what]) out += one;
  return out;
}

void smtpspec_tell(smtpspec_answer* answer, smtpspec_found what, const char* octets, std::size_t size) {
  auto& told = answer->told;
  if (what == SMTPSPEC_VALUE && !told[SMTPSPEC_KEYWORD].empty()) {
    // It belongs to the last keyword; those before it that have none get an empty place.
    told[SMTPSPEC_VALUE].resize(told[SMTPSPEC_KEYWORD].size() - 1);
  }
  told.at(what).emplace_back(octets, size);
}
