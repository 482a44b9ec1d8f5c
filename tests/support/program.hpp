#pragma once

#include "tests/support/temporary_folder.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <sys/wait.h>
#include <vector>

namespace smtpspec::tests {

/// How a program ended, and what it printed.
struct Ran {
  int code = -1;  ///< exit code, or 128 and the signal
  std::string out, err;
};

inline std::string quoted(const std::string& word) {
  std::string out = "'";
  for (const char c : word) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

/// Runs a line of the shell, with nothing on its standard input.
inline Ran run_shell(const std::string& line) {
  const TemporaryFolder folder;
  const auto file = [&](const char* name) { return (folder.path() / name).string(); };
  const std::string whole =
      "{ " + line + "\n} </dev/null >" + quoted(file("out")) + " 2>" + quoted(file("err"));
  const int status = std::system(whole.c_str());
  const auto content = [&](const char* name) {
    std::ifstream in(file(name), std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
  };
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), content("out"), content("err")};
}

/// Runs a program with these arguments.
inline Ran run_program(const std::string& program, const std::vector<std::string>& arguments) {
  std::string line = quoted(program);
  for (const std::string& argument : arguments) line += " " + quoted(argument);
  return run_shell(line);
}

}  // namespace smtpspec::tests
