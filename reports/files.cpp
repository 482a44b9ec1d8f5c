#include "reports/files.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <unistd.h>

namespace smtpspec::reports {
namespace {

tl::unexpected<Problem> refused(const std::string& path, const char* doing, std::string help = {}) {
  return tl::unexpected(Problem{.file = path,
                                .what = fmt::format("cannot {}: {}", doing, std::strerror(errno)),
                                .help = std::move(help)});
}

}  // namespace

Result<std::string> read_file(const std::string& path) {
  std::error_code ignored;
  std::ifstream in(path, std::ios::binary);
  if (std::filesystem::is_directory(path, ignored)) {
    errno = EISDIR;
    return refused(path, "read");
  }
  if (!in) return refused(path, "read");
  return std::string(std::istreambuf_iterator<char>(in), {});
}

Result<void> write_file(const std::string& path, std::string_view text) {
  const std::string temporary = fmt::format("{}.{}.part", path, ::getpid());
  {
    std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
    if (!out) {
      const bool no_folder = errno == ENOENT;
      return refused(path, "write", no_folder ? "the folder it is to stand in does not exist" : "");
    }
    out.write(text.data(), static_cast<std::streamsize>(text.size()));
    out.flush();
    if (!out) {
      auto problem = refused(path, "write");
      std::remove(temporary.c_str());
      return problem;
    }
  }
  if (std::rename(temporary.c_str(), path.c_str()) != 0) {
    auto problem = refused(path, "replace");
    std::remove(temporary.c_str());
    return problem;
  }
  return {};
}

}  // namespace smtpspec::reports
