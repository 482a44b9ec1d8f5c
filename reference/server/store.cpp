#include "reference/server/store.hpp"

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <fcntl.h>
#include <string_view>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace smtpspec::server {
namespace {

namespace fs = std::filesystem;

class File {
 public:
  File(const fs::path& path, int flags) : fd_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    if (fd_ >= 0) ::close(fd_);
  }
  bool write(std::string_view octets) {
    while (fd_ >= 0 && !octets.empty()) {
      const auto written = ::write(fd_, octets.data(), octets.size());
      if (written < 0 && errno != EINTR) return false;
      if (written < 0) continue;
      octets.remove_prefix(static_cast<std::size_t>(written));
    }
    return fd_ >= 0;
  }
  bool sync() { return fd_ >= 0 && ::fsync(fd_) == 0; }

 private:
  int fd_;
};

std::string envelope(const receiver::Message& message) {
  std::string out;
  const auto line = [&out](std::string_view command, const std::string& path,
                           const std::vector<std::string>& parameters) {
    ((out += command) += path) += '>';
    for (const auto& parameter : parameters) (out += ' ') += parameter;
    out += '\n';
  };
  line("MAIL FROM:<", message.reverse_path, message.parameters);
  for (const auto& recipient : message.recipients)
    line("RCPT TO:<", recipient.forward_path, recipient.parameters);
  return out;
}

/// Unique on this machine, in the order of arrival, as Maildir names are.
std::string unique_name(std::uint64_t count) {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const auto micros = std::chrono::duration_cast<std::chrono::microseconds>(now).count();
  std::array<char, 80> name;
  std::snprintf(name.data(), name.size(), "%lld.M%06lldP%ldQ%llu.smtpspec",
                static_cast<long long>(micros / 1'000'000), static_cast<long long>(micros % 1'000'000),
                static_cast<long>(::getpid()), static_cast<unsigned long long>(count));
  return name.data();
}

}  // namespace

tl::expected<std::unique_ptr<Store>, std::string> Store::open(const fs::path& directory) {
  for (const auto* folder : {"tmp", "new", "cur", "envelope"}) {
    std::error_code error;
    fs::create_directories(directory / folder, error);
    if (error) return tl::unexpected((directory / folder).string() + ": " + error.message());
  }
  return std::unique_ptr<Store>(new Store(directory));
}

receiver::StoreResult Store::keep(const receiver::Message& message) {
  const std::string name = unique_name(++count_);
  if (put("envelope", name, envelope(message))) {
    if (put("new", name, message.content)) return receiver::StoreResult::kept;
    std::error_code gone_anyway;
    fs::remove(directory_ / "envelope" / name, gone_anyway);
  }
  return receiver::StoreResult::try_later;
}

bool Store::put(const std::string& folder, const std::string& name, const std::string& octets) const {
  const fs::path written = directory_ / "tmp" / name;
  bool good = false;
  {
    File file(written, O_WRONLY | O_CREAT | O_EXCL);
    good = file.write(octets) && file.sync();
  }
  std::error_code error;
  if (good) fs::rename(written, directory_ / folder / name, error);
  if (!good || error) {
    fs::remove(written, error);
    return false;
  }
  return File(directory_ / folder, O_RDONLY | O_DIRECTORY).sync();
}

}  // namespace smtpspec::server
