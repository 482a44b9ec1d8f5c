// Runs a fuzz target over files and folders of files, under any compiler: `replay_TARGET PATH...`. Exit code
// 1: a property is broken; 2: a file cannot be read, or none was replayed.
#include "fuzz/support/require.hpp"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size);

namespace {

namespace fs = std::filesystem;
std::string current;

[[noreturn]] void give_up(const fs::path& path, const char* why) {
  std::fprintf(stderr, "%s: %s\n", path.c_str(), why);
  std::exit(2);
}

/// How many inputs it was: none where the target has nothing that reads it.
int replay(const fs::path& file) {
  current = file.string();
  std::ifstream stream(file, std::ios::binary);
  const std::string read{std::istreambuf_iterator<char>(stream), {}};
  if (!stream) give_up(file, "cannot be read");
  // In memory that ends where they end: AddressSanitizer sees who reads on.
  const std::vector<char> octets(read.begin(), read.end());
  if (LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(octets.data()), octets.size()) == 0)
    return 1;
  std::fprintf(stderr, "%s: not replayed: for a part that is not offered\n", file.c_str());
  return 0;
}

}  // namespace

namespace smtpspec::fuzz {

void fail(std::string_view property) {
  std::fprintf(stderr, "%s: property broken: %.*s\n", current.c_str(), static_cast<int>(property.size()),
               property.data());
  std::exit(1);
}

}  // namespace smtpspec::fuzz

int main(int count, char** arguments) {
  int replayed = 0;
  for (int i = 1; i < count; ++i) {
    const fs::path path = arguments[i];
    if (fs::is_regular_file(path)) {
      replayed += replay(path);
    } else if (fs::is_directory(path)) {
      for (const auto& entry : fs::recursive_directory_iterator(path)) {
        if (entry.is_regular_file()) replayed += replay(entry.path());
      }
    } else {
      give_up(path, "neither a file nor a folder");
    }
  }
  std::printf("%d inputs replayed\n", replayed);
  return replayed > 0 ? 0 : 2;
}
