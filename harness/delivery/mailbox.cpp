#include "harness/delivery/mailbox.hpp"

#include <fstream>
#include <iterator>
#include <utility>

namespace smtpspec::delivery {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFrom = "From ";
constexpr int kDeepest = 2;  // a folder of Maildirs, one below it

std::string read_from(const fs::path& file, std::uintmax_t at) {
  std::ifstream in(file, std::ios::binary);
  in.seekg(static_cast<std::streamoff>(at));
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

bool is_mbox(const fs::path& file) {
  std::string begin(kFrom.size(), '\0');
  std::ifstream(file, std::ios::binary).read(begin.data(), static_cast<std::streamsize>(begin.size()));
  return begin == kFrom;
}

/// `visit(file, name)` for each file with mail; a Maildir's name is without its flags, which change.
template <class Visit>
void each_file(const fs::path& place, int depth, const Visit& visit) {
  std::error_code error;
  if (fs::is_regular_file(place, error)) return visit(place, place.string());
  if (depth == kDeepest || !fs::is_directory(place, error)) return;
  if (fs::is_directory(place / "new", error)) {  // a Maildir: what else lies there is the server's own
    for (const char* const part : {"new", "cur"}) {
      for (fs::directory_iterator at(place / part, error), end; !error && at != end; at.increment(error)) {
        const std::string name = at->path().filename().string();
        if (fs::is_regular_file(at->path(), error))
          visit(at->path(), (place / name.substr(0, name.find(':'))).string());
      }
    }
    return;
  }
  for (fs::directory_iterator at(place, error), end; !error && at != end; at.increment(error)) {
    const std::string name = at->path().filename().string();
    if (!name.starts_with('.')) each_file(at->path(), depth + 1, visit);
  }
}

bool is_quoted_from(std::string_view line) {
  const auto first = line.find_first_not_of('>');
  return first != 0 && first != std::string_view::npos && line.substr(first).starts_with(kFrom);
}

}  // namespace

Mailbox::Mailbox(fs::path place) : place_(std::move(place)) {
  each_file(place_, 0, [&](const fs::path& file, const std::string& name) {
    std::error_code error;
    const auto size = fs::file_size(file, error);
    if (!error) old_.emplace(name, size);
  });
}

std::vector<DeliveredMessage> Mailbox::read() const {
  std::vector<DeliveredMessage> out;
  each_file(place_, 0, [&](const fs::path& file, const std::string& name) {
    std::error_code error;
    const auto size = fs::file_size(file, error);
    const auto known = old_.find(name);
    const std::uintmax_t old = known == old_.end() || known->second > size ? 0 : known->second;
    if (error || size == old || size - old > kLargest) return;
    const std::string text = read_from(file, old);
    const auto messages = is_mbox(file) ? split_mbox(text) : std::vector{text};
    for (const std::string& message : messages) {
      out.push_back({.octets = with_crlf(message),
                     .lines_only = true,
                     .envelope = false,
                     .source = file.filename().string()});
    }
  });
  return out;
}

std::vector<std::string> split_mbox(std::string_view text) {
  std::vector<std::string> messages;
  bool after_empty = true;
  while (!text.empty()) {
    const auto end = text.find('\n');
    const std::string_view line = text.substr(0, end == std::string_view::npos ? text.size() : end + 1);
    text.remove_prefix(line.size());
    if (after_empty && line.starts_with(kFrom)) {
      messages.emplace_back();
    } else if (!messages.empty()) {
      messages.back() += is_quoted_from(line) ? line.substr(1) : line;
    }
    after_empty = line == "\n" || line == "\r\n";
  }
  for (std::string& message : messages) {  // the empty line that the format puts behind each message
    if (message.ends_with("\r\n\r\n")) {
      message.resize(message.size() - 2);
    } else if (message.ends_with("\n\n")) {
      message.pop_back();
    }
  }
  return messages;
}

std::string with_crlf(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  for (const char c : text) {
    if (c == '\n' && !out.ends_with('\r')) out += '\r';
    out += c;
  }
  return out;
}

}  // namespace smtpspec::delivery
