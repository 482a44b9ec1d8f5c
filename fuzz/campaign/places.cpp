#include "fuzz/campaign/places.hpp"

#include <fstream>
#include <string>

namespace smtpspec::campaign {

namespace fs = std::filesystem;

std::vector<fs::path> Places::seeds(const std::string& target) const {
  std::vector<fs::path> out;
  for (const fs::path& folder :
       {source / "fuzz/seeds" / target, source / "fuzz/regressions" / target, build / "fuzz/seeds" / target})
    if (fs::is_directory(folder)) out.push_back(folder.lexically_normal());
  return out;
}

std::vector<Target> Places::targets() const {
  std::vector<Target> out;
  std::ifstream file(build / "fuzz/targets");
  std::string rest;
  for (Target target; file >> target.name >> target.input >> target.choices; std::getline(file, rest))
    out.push_back(target);
  return out;
}

std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> out;
  std::error_code missing, gone;
  for (fs::directory_iterator at(folder, missing); !missing && at != fs::directory_iterator();
       at.increment(missing))
    if (at->is_regular_file(gone)) out.push_back(at->path());
  return out;
}

}  // namespace smtpspec::campaign
