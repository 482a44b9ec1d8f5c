#include "tests/docs/shown_commands.hpp"

#include <algorithm>
#include <charconv>

namespace smtpspec::tests {
namespace {

constexpr std::string_view kNotRun = "<!-- not run -->";
constexpr std::string_view kExits = "exits with ";

enum class Block : std::uint8_t { none, sh, console, other };

Block block_of(std::string_view fence) {
  const std::string_view language = fence.substr(3);
  if (language == "sh") return Block::sh;
  return language == "console" ? Block::console : Block::other;
}

bool is_ours(std::string_view command) {
  return command.starts_with("smtpspec ") || command.starts_with("./dev ");
}

void take_comment(ShownCommand& command) {
  const std::size_t at = command.text.find(" #");
  if (at == std::string::npos) return;
  const std::string_view comment = std::string_view(command.text).substr(at);
  if (const std::size_t exits = comment.find(kExits); exits != std::string_view::npos) {
    const std::string_view code = comment.substr(exits + kExits.size());
    std::from_chars(code.data(), code.data() + code.size(), command.exit_code);
  }
  command.text.resize(std::min(command.text.find_last_not_of(' ', at) + 1, at));
}

}  // namespace

std::vector<ShownCommand> shown_commands(std::string_view markdown) {
  std::vector<ShownCommand> out;
  Block block = Block::none;
  bool is_run = true, continues = false;
  for (std::size_t number = 1; !markdown.empty(); ++number) {
    std::string_view line = markdown.substr(0, markdown.find('\n'));
    markdown.remove_prefix(std::min(line.size() + 1, markdown.size()));
    if (line.starts_with("```")) {
      if (block != Block::none) is_run = true;
      block = block == Block::none ? block_of(line) : Block::none;
      continues = false;
      continue;
    }
    if (block == Block::none) {
      if (line == kNotRun) is_run = false;
      continue;
    }
    if (!continues && block == Block::console)
      line = line.starts_with("$ ") ? line.substr(2) : std::string_view{};
    const bool joins = line.ends_with('\\');
    if (joins) line.remove_suffix(1);
    if (continues) {
      out.back().text += line;
    } else if (block != Block::other && is_ours(line)) {
      out.push_back({.text = std::string(line), .line = number, .is_run = is_run, .exit_code = 0});
    } else {
      continue;
    }
    continues = joins;
  }
  std::for_each(out.begin(), out.end(), take_comment);
  return out;
}

}  // namespace smtpspec::tests
