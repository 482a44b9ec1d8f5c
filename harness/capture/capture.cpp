#include "harness/capture/capture.hpp"

#include "harness/capture/conversation.hpp"
#include "harness/capture/pcapng.hpp"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <map>
#include <utility>

namespace smtpspec::capture {
namespace {

using Kind = player::Entry::Kind;
using Link = player::Entry::Link;

constexpr std::string_view kAbout =
    "Made by smtpspec of what it said and was told: packets, addresses and ports are not those of the wire, "
    "times and octets are. What went through TLS is shown as it was inside; secrets are left out.";

/// Whatever a server managed to have quoted in it.
std::string printable(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
  return text;
}

}  // namespace

/// Remembers the first error, and writes no more after it.
class File {
 public:
  explicit File(const std::string& path) : file_(std::fopen(path.c_str(), "wbe")) { check(file_ != nullptr); }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() { close(); }

  void write(const std::string& octets) {
    if (file_ == nullptr || error_ != 0) return;
    check(std::fwrite(octets.data(), 1, octets.size(), file_) == octets.size() && std::fflush(file_) == 0);
  }
  void close() {
    if (file_ != nullptr) check(std::fclose(std::exchange(file_, nullptr)) == 0);
  }
  std::string error() const { return error_ == 0 ? "" : std::strerror(error_); }
  std::uint32_t next_conversation() { return conversations_++; }

 private:
  std::FILE* file_;
  int error_ = 0;
  std::uint32_t conversations_ = 0;

  void check(bool done) {
    if (!done && error_ == 0) error_ = errno;
  }
};

namespace {

class Recorder : public player::Witness {
 public:
  Recorder(std::shared_ptr<File> file, std::string name) : file_(std::move(file)), name_(std::move(name)) {}
  ~Recorder() override {
    for (auto& [index, stream] : streams_)
      stream.conversation.end([&, &one = stream](auto packet) { write(one, packet); });
  }

  void saw(const player::Entry& entry) override {
    Stream& stream = at(entry.connection);
    if (entry.kind == Kind::event)
      stream.comment += (stream.comment.empty() ? "" : "; ") + printable(entry.text);
    if (std::exchange(stream.in_tls, entry.in_tls) != entry.in_tls)
      stream.comment += "; inside TLS from here on";
    stream.conversation.add(entry, [&](const std::string& packet) { write(stream, packet); });
  }

 private:
  struct Stream {
    Conversation conversation;
    std::string comment;  ///< for the next packet
    bool in_tls = false;
  };

  std::shared_ptr<File> file_;
  std::string name_;
  std::map<int, Stream> streams_;

  Stream& at(int connection) {
    const auto found = streams_.find(connection);
    if (found != streams_.end()) return found->second;
    return streams_.emplace(connection, Stream{Conversation(file_->next_conversation()), name_})
        .first->second;
  }

  void write(Stream& stream, const std::string& packet) {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    file_->write(pcapng_packet(std::chrono::duration_cast<std::chrono::microseconds>(now), packet,
                               std::exchange(stream.comment, {})));
  }
};

}  // namespace

tl::expected<std::shared_ptr<Capture>, std::string> Capture::open(const std::string& path,
                                                                  std::string_view application) {
  auto file = std::make_shared<File>(path);
  file->write(pcapng_start(application, kAbout));
  if (const std::string error = file->error(); !error.empty()) return tl::unexpected(error);
  return std::shared_ptr<Capture>(new Capture(std::move(file)));
}

Capture::Capture(std::shared_ptr<File> file) : file_(std::move(file)) {}
Capture::~Capture() = default;

std::unique_ptr<player::Witness> Capture::witness(std::string name) {
  return std::make_unique<Recorder>(file_, std::move(name));
}

std::string Capture::close() {
  file_->close();
  return file_->error();
}

}  // namespace smtpspec::capture
