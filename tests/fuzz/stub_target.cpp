// Stands in for a fuzz target: takes libFuzzer's options, writes what it would write, and does what its name
// says (fuzz_NAME).
#include <openssl/sha.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <unistd.h>
#include <vector>

namespace {

namespace fs = std::filesystem;

std::map<std::string, std::string> options;
std::vector<fs::path> paths;

void write(const fs::path& file, const std::string& octets) {
  std::ofstream(file, std::ios::binary) << octets;
}

std::string read(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

std::string sha1(const std::string& octets) {
  unsigned char digest[SHA_DIGEST_LENGTH];
  SHA1(reinterpret_cast<const unsigned char*>(octets.data()), octets.size(), digest);
  std::string out;
  for (const unsigned char octet : digest) {
    out += "0123456789abcdef"[octet / 16];
    out += "0123456789abcdef"[octet % 16];
  }
  return out;
}

[[noreturn]] void die(const std::string& words, int status = 77) {
  std::fwrite(words.data(), 1, words.size(), stderr);
  std::fflush(stderr);
  std::_Exit(status);
}

std::string broken(const std::string& property) {
  return "property broken: " + property +
         "\n==1== ERROR: libFuzzer: deadly signal\n"
         "    #0 0x1 in smtpspec::fuzz::fail(char) /a/fuzz/support/require_abort.cpp:10:3\n"
         "    #1 0x2 in smtpspec::syntax::(anonymous namespace)::Reader::take(char) const "
         "/b/build/../reference/syntax/path.cpp:12:3\n"
         "    #2 0x3 in LLVMFuzzerTestOneInput /b/fuzz/core/command.cpp:9:1\n"
         "    #3 0x4 in main /b/reference/not/ours.cpp:1:1\n";
}

std::string every_octet() {
  std::string out;
  for (int octet = 0; octet < 256; ++octet) out += static_cast<char>(octet);
  return out;
}

const std::string kAddress =
    "==1==ERROR: AddressSanitizer: heap-buffer-overflow on address 0x1\n"
    "    #0 0x1 in std::vector<char>::at() /usr/include/c++/12/vector:1:1\n"
    "    #1 0x2 in smtpspec::reply::Reader<char>::feed(char) /b/reference/reply/reader.cpp:3:4\n";

/// What the target does with one input.
void one_input(const std::string& name, const std::string& input) {
  if (name == "claims" && input.find("BAD") != input.npos) die(broken("answers are the same"));
  if (name == "changes" && input.find("BAD") != input.npos)
    die(broken(input.size() > 20 ? "answers are the same" : "something else holds"));
  if (name == "once") die(broken("it comes once"));
  if (name == "cut" && !input.empty()) die(broken("it is cut"));
  if (name == "waits-alone") die(broken("it is interrupted"));
  if (name == "octets") die("INFO: " + every_octet() + "\n" + kAddress + every_octet() + "\n", 1);
  if (name == "late") die("==1== ERROR: libFuzzer: timeout after 11 seconds\n", 70);
  if (name == "endless") {
    std::fputs(broken("it ends").c_str(), stderr);
    for (;;) std::fputs("and so on, without end, octet after octet\n", stderr);
  }
}

int minimise() {
  const std::string prefix = options["-artifact_prefix"];
  write(prefix + "minimized-from-1", "012EHLO x\r\nBAD $\"\\\xff");
  write(prefix + "minimized-from-2", "BAD");
  write(prefix + "minimized-from-3", "no");
  return 0;
}

int merge(const std::string& name) {
  if (name == "spoils") return 1;
  if (name == "empties") return 0;
  std::size_t chosen = name == "lacks" ? 1 : 0;
  for (const auto& entry : fs::directory_iterator(paths[1])) {
    if (entry.path().filename() == "idle") continue;
    const std::string input = read(entry.path());
    write(paths[0] / sha1(input), name == "fills" ? "" : input);
    ++chosen;
  }
  std::fprintf(stderr, "MERGE-OUTER: %zu new files with 7 new features added; 5 new coverage edges\n",
               chosen);
  return 0;
}

int fuzz(const std::string& name) {
  const fs::path corpus = paths[0];
  write(options["-artifact_prefix"] + "slow-unit-1", "slow, and no finding");
  if (name == "dies") die("error while loading shared libraries\n", 127);
  write(corpus / options["-seed"], "an input");
  write(corpus / "idle", "an input that reaches nothing");
  std::fprintf(stderr,
               "#2\tINITED cov: 10 ft: 20 corp: 2/3b exec/s: 0 rss: 30Mb\n"
               "#70\tNEW    cov: 12 ft: 34 corp: 5/67b lim: 8 exec/s: 9 rss: 10Mb L: 3/4 MS: 1 Custom-\n"
               "#128\tpulse  cov: 12 ft: 34 corp: 5/67b lim: 8 exec/s: 64 rss: 10Mb\n");
  const auto wait = [&] {
    write(corpus / "pid", std::to_string(::getpid()));
    for (;;) ::pause();
  };
  if (name == "waits") wait();
  if (name == "full") die(broken("it is said"));
  const std::string input =
      name == "octets" ? every_octet() : "012EHLO x\r\nBAD $\"\\\xff and much behind it\r\n";
  const bool is_first = std::distance(fs::directory_iterator(corpus), {}) == 2;
  const std::string artefact = options["-artifact_prefix"] + "crash-" + sha1(input);
  if (name != "once" || is_first) {
    write(artefact, name == "cut" ? "" : input);
    if (name == "waits-behind-it") {
      std::fputs(broken("it is interrupted").c_str(), stderr);
      wait();
    }
    if (name == "both") die(broken(is_first ? "the first holds" : "the second holds"));
    one_input(name, input);
    fs::remove(artefact);
  }
  std::fputs("stat::number_of_executed_units: 130\n", stderr);
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  for (int i = 1; i < count; ++i) {
    const std::string word = arguments[i];
    if (word.starts_with('-')) {
      options[word.substr(0, word.find('='))] = word.substr(word.find('=') + 1);
    } else {
      paths.emplace_back(word);
    }
  }
  const std::string name = fs::path(arguments[0]).filename().string().substr(5);
  if (options.contains("-merge")) return merge(name);
  if (options.contains("-minimize_crash")) return minimise();
  if (fs::is_directory(paths[0])) return fuzz(name);
  if (name == "waits-alone") {
    write(paths[0].parent_path() / "pid", std::to_string(::getpid()));
    for (;;) ::pause();
  }
  if (std::getenv("SMTPSPEC_FUZZ_TELL") != nullptr && name == "changes")
    std::fputs(
        "told: serve --lmtp\ntold: serve --deviation noop=200\ntold: fed 22\ntold: pieces 8 3\n"
        "told: without a host that answers late\n",
        stderr);
  if (name != "once") one_input(name, read(paths[0]));
  return 0;
}
