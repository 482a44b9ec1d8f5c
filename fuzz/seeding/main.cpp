// smtpspec_seeds TARGETS SCENARIOS FOLDER: for each target (a line of the file TARGETS, as
// fuzz/CMakeLists.txt writes them) writes what the scenarios give to FOLDER/NAME, in place of what was there.
#include "fuzz/seeding/seeds.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

namespace {

namespace fs = std::filesystem;
using namespace smtpspec;

void write(const fs::path& folder, const std::vector<fuzz::Seed>& seeds) {
  fs::remove_all(folder);
  fs::create_directories(folder);
  for (const fuzz::Seed& seed : seeds) {
    std::ofstream file(folder / seed.name, std::ios::binary);
    file.exceptions(std::ios::failbit | std::ios::badbit);
    file << seed.octets;
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) return std::fputs("usage: smtpspec_seeds TARGETS SCENARIOS FOLDER\n", stderr), 2;
  const auto plays = fuzz::play_all(arguments[2]);
  if (!plays) {
    for (const language::Diagnostic& diagnostic : plays.error())
      std::fprintf(stderr, "%s\n", render(diagnostic).c_str());
    return 1;
  }
  std::ifstream targets(arguments[1]);
  fuzz::InputForm form;
  for (std::string name, deviation, site;
       targets >> name >> form.input >> form.choices >> deviation >> site;) {
    form.site = site == "site";
    form.deviation.reset();
    if (deviation != "-") form.deviation = std::stoul(deviation);
    write(fs::path(arguments[3]) / name, fuzz::seeds(form, *plays));
  }
  return targets.eof() ? 0 : 1;
}
