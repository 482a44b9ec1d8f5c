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

namespace fs = std::filesystem;

tl::unexpected<Problem> refused(const std::string& path, const char* doing, std::string help = {}) {
  return tl::unexpected(Problem{.file = path,
                                .what = fmt::format("cannot {}: {}", doing, std::strerror(errno)),
                                .help = std::move(help)});
}

/// `named`: what the user calls it.
Result<void> write_into(const std::string& file, std::string_view text, const std::string& named) {
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  if (!out) {
    const bool no_folder = errno == ENOENT;
    return refused(named, "write", no_folder ? "the folder it is to stand in does not exist" : "");
  }
  out.write(text.data(), static_cast<std::streamsize>(text.size()));
  out.flush();
  if (!out) return refused(named, "write");
  return {};
}

}  // namespace

Result<std::string> read_file(const std::string& path) {
  std::error_code ignored;
  std::ifstream in(path, std::ios::binary);
  if (fs::is_directory(path, ignored)) {
    errno = EISDIR;
    return refused(path, "read");
  }
  if (!in) return refused(path, "read");
  return std::string(std::istreambuf_iterator<char>(in), {});
}

Result<void> write_file(const std::string& path, std::string_view text) {
  std::error_code none;
  const fs::file_status there = fs::status(path, none);
  const bool is_new = !fs::exists(there) && !fs::is_symlink(fs::symlink_status(path, none));
  if (!is_new && !fs::is_regular_file(there)) return write_into(path, text, path);

  const std::string file = is_new ? path : fs::canonical(path, none).string();
  const std::string temporary = fmt::format("{}.{}.part", file, ::getpid());
  auto written = write_into(temporary, text, path);
  if (written && !is_new) fs::permissions(temporary, there.permissions(), none);
  if (written && std::rename(temporary.c_str(), file.c_str()) != 0) written = refused(path, "replace");
  if (!written) std::remove(temporary.c_str());
  return written;
}

}  // namespace smtpspec::reports
