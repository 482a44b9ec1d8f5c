#include "tests/docs/shown_commands.hpp"
#include "tests/support/places.hpp"
#include "tests/support/program.hpp"

#include <gmock/gmock.h>

#include <regex>
#include <set>
#include <signal.h>

namespace smtpspec::tests {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

std::string content(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

std::vector<std::string> pages() {
  const fs::path root = in_source("");
  std::vector<std::string> out;
  for (const fs::path& folder : {root, root / "docs"}) {
    for (const auto& entry : fs::directory_iterator(folder)) {
      if (entry.path().extension() == ".md") out.push_back(entry.path().lexically_relative(root).string());
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::set<std::string> long_options(const std::string& text) {
  static const std::regex kOption("(?:^|[ ,])(--[a-z][a-z-]*)");
  std::set<std::string> out;
  for (std::sregex_iterator match(text.begin(), text.end(), kOption), end; match != end; ++match)
    out.insert((*match)[1]);
  return out;
}

// The bundled server, for as long as the object lives.
class BundledServer {
 public:
  BundledServer()
      : output_(
            popen(("echo $$; exec " + quoted(smtpspec_program()) + " serve --port 0 2>&1").c_str(), "r")) {
    char line[256] = {};
    if (std::fgets(line, sizeof line, output_) != nullptr) process_ = std::atoi(line);
    while (port_.empty() && std::fgets(line, sizeof line, output_) != nullptr) {
      std::cmatch found;
      if (std::regex_search(line, found, std::regex("127\\.0\\.0\\.1:([0-9]+)"))) port_ = found[1];
    }
  }
  ~BundledServer() {
    if (process_ > 0) kill(process_, SIGTERM);
    pclose(output_);
  }
  BundledServer(const BundledServer&) = delete;
  BundledServer& operator=(const BundledServer&) = delete;
  const std::string& port() const { return port_; }

 private:
  FILE* output_;
  pid_t process_ = 0;
  std::string port_;
};

class Page : public testing::TestWithParam<std::string> {
 protected:
  std::vector<ShownCommand> commands() const { return shown_commands(content(in_source(GetParam()))); }
};

TEST_P(Page, ShowsCommandsAndOptionsThatExist) {
  const std::string dev = run_shell(quoted(in_source("dev")) + " help").out;
  for (const ShownCommand& command : commands()) {
    SCOPED_TRACE(GetParam() + ":" + std::to_string(command.line) + ": " + command.text);
    const std::size_t space = command.text.find(' ');
    const std::string name = command.text.substr(space + 1, command.text.find(' ', space + 1) - space - 1);
    if (command.text.starts_with("./dev")) {
      EXPECT_THAT(dev, HasSubstr("\n  " + name + " "));
      continue;
    }
    if (name.starts_with('-')) continue;
    std::string help = run_program(smtpspec_program(), {name, "--help"}).out;
    ASSERT_THAT(help, HasSubstr("Usage: smtpspec " + name));
    if (help.find("\nSubcommands:\n") != std::string::npos) {
      const std::string below = command.text.substr(command.text.find(name) + name.size() + 1);
      const std::string second = below.substr(0, below.find(' '));
      if (!second.starts_with('-')) help = run_program(smtpspec_program(), {name, second, "--help"}).out;
      ASSERT_THAT(help, HasSubstr("Usage: smtpspec " + name));
    }
    const std::set<std::string> known = long_options(help);
    for (const std::string& option : long_options(command.text))
      EXPECT_TRUE(known.contains(option)) << option;
  }
}

TEST_P(Page, ShowsCommandsThatWork) {
  const TemporaryFolder folder;
  fs::create_directory_symlink(in_source("docs"), folder.path() / "docs");
  fs::copy(in_source("scenarios"), folder.path() / "scenarios", fs::copy_options::recursive);
  std::optional<BundledServer> server;
  for (const ShownCommand& command : commands()) {
    SCOPED_TRACE(GetParam() + ":" + std::to_string(command.line) + ": " + command.text);
    if (!command.is_run || command.text.starts_with("./dev")) continue;
    std::string text = command.text;
    if (const std::size_t at = text.find("localhost:2525"); at != std::string::npos) {
      if (!server) server.emplace();
      ASSERT_NE(server->port(), "");
      text.replace(at, 14, "localhost:" + server->port());
    }
    const std::string path = "PATH=" + quoted(fs::path(smtpspec_program()).parent_path().string()) + ":$PATH";
    const Ran ran = run_shell("cd " + quoted(folder.path().string()) + " && " + path + " " + text);
    EXPECT_EQ(ran.code, command.exit_code) << ran.err << ran.out.substr(0, 2000);
  }
}

TEST_P(Page, ShowsScenariosThatLintClean) {
  const TemporaryFolder folder;
  const std::string text = content(in_source(GetParam()));
  for (std::size_t at = 0; (at = text.find("```\nsuite \"", at)) != std::string::npos;) {
    const std::size_t start = at + 4;
    at = text.find("\n```", start) + 4;
    const std::string file = folder.write("shown.smtp", text.substr(start, at - start - 3));
    const Ran ran = run_program(smtpspec_program(), {"lint", file});
    EXPECT_EQ(ran.code, 0) << ran.err;
  }
}

INSTANTIATE_TEST_SUITE_P(Docs, Page, testing::ValuesIn(pages()), [](const auto& one) {
  return std::regex_replace(one.param, std::regex("[^A-Za-z0-9]"), "_");
});

TEST(ShownCommands, AreFoundInBlocksOnly) {
  const auto found = shown_commands(
      "smtpspec in-text\n```sh\n./dev run       # the suite\nsmtpspec run \\\n  --strict  # exits with "
      "1\nls\n```\n"
      "```console\n$ smtpspec list\nsmtpspec said so\n```\n<!-- not run -->\n\n```sh\nsmtpspec "
      "serve\n```\n```smtp\nsmtpspec x\n```\n"
      "```sh\nsmtpspec lint\n```\n");
  std::vector<std::string> texts;
  for (const ShownCommand& command : found)
    texts.push_back(command.text + (command.is_run ? "" : " (not run)"));
  EXPECT_THAT(texts, ElementsAre("./dev run", "smtpspec run   --strict", "smtpspec list",
                                 "smtpspec serve (not run)", "smtpspec lint"));
  EXPECT_EQ(found[1].exit_code, 1);
  EXPECT_EQ(found[1].line, 4U);
}

}  // namespace
}  // namespace smtpspec::tests
