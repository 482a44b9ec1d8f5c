#include "fuzz/campaign/cause.hpp"

#include "reports/text.hpp"

#include <re2/re2.h>

#include <cctype>

namespace smtpspec::campaign {
namespace {

constexpr std::size_t kLongestName = 100, kLongestClaim = 300;

/// What a line says is wrong: the group of the pattern, behind `kind`.
struct Mark {
  RE2 pattern;
  std::string_view kind;
  bool names_frame;  ///< without the place, it says little
};

const std::vector<const Mark*>& marks() {
  static const Mark kProperty{RE2("property broken: (.+)", RE2::Latin1), "", false};
  static const Mark kThrown{RE2("terminate called after throwing an instance of '(.+)'", RE2::Latin1),
                            "uncaught ", true};
  static const Mark kAssertion{RE2("Assertion [`'](.+)' failed", RE2::Latin1), "assertion ", false};
  static const Mark kUndefined{RE2("runtime error: ([^:(0-9]*[a-z])", RE2::Latin1), "", true};
  static const Mark kMemory{RE2("ERROR: AddressSanitizer: ([A-Za-z-]+)", RE2::Latin1), "", true};
  static const Mark kLeak{RE2("ERROR: LeakSanitizer: detected (memory leak)s", RE2::Latin1), "", true};
  static const Mark kTime{RE2("ERROR: libFuzzer: (timeout|out-of-memory)", RE2::Latin1), "", false};
  static const Mark kOther{RE2("ERROR: libFuzzer: ([a-z -]+)", RE2::Latin1), "", true};
  static const std::vector all{&kProperty, &kThrown, &kAssertion, &kUndefined,
                               &kMemory,   &kLeak,   &kTime,      &kOther};
  return all;
}

std::string_view next_line(std::string_view& text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  text.remove_prefix(std::min(line.size() + 1, text.size()));
  return line;
}

bool is_how_it_was_said(const Frame& frame) { return frame.place.starts_with("fuzz/support/require"); }

/// Compilers may have seen the file in another folder: its name from our root on is what counts.
bool read_frame(std::string_view line, Frame& frame) {
  static const RE2 kFrame(
      R"(^ +#\d+ 0x[0-9a-f]+ in (.+) (?:\S*/)?((?:reference|harness|reports|fuzz|tests)/\S+\.[ch](?:pp)?(?::\d+)*)(?:\s|$))",
      RE2::Latin1);
  return RE2::PartialMatch(line, kFrame, &frame.function, &frame.place) && !is_how_it_was_said(frame);
}

/// "smtpspec::syntax::(anonymous namespace)::Reader::take(char) const" to "take".
std::string last_word(std::string function) {
  static const RE2 kAnonymous(R"(\(anonymous namespace\)::)");
  static const RE2 kName(R"(([A-Za-z_]\w*)(?:<.*>)?(?:\(|$|\[))");
  RE2::GlobalReplace(&function, kAnonymous, "");
  std::string name;
  return RE2::PartialMatch(function, kName, &name) ? name : function;
}

std::string shown(std::string_view text) { return reports::one_line(text, kLongestClaim); }

std::string slug(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0 && static_cast<unsigned char>(c) < 0x80) {
      out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    } else if (!out.empty() && out.back() != '-') {
      out += '-';
    }
  }
  out.resize(std::min(out.size(), kLongestName));
  while (out.ends_with('-')) out.pop_back();
  return out;
}

}  // namespace

bool says_what_is_wrong(std::string_view line) {
  for (const Mark* mark : marks())
    if (RE2::PartialMatch(line, mark->pattern)) return true;
  return false;
}

Cause cause_of(std::string_view report) {
  Cause out;
  bool names_frame = false;
  while (!report.empty()) {
    const std::string_view line = next_line(report);
    Frame frame;
    if (read_frame(line, frame)) out.stack.push_back({shown(frame.function), shown(frame.place)});
    if (line.find("LLVMFuzzerTestOneInput") != line.npos) break;
    for (const Mark* mark : marks()) {
      std::string said;
      if (!out.claim.empty() || !RE2::PartialMatch(line, mark->pattern, &said)) continue;
      out.claim = shown(std::string(mark->kind) + said);
      names_frame = mark->names_frame;
    }
  }
  if (out.claim.empty()) out.claim = "ended without a word";
  if (names_frame && !out.stack.empty()) out.claim += " in " + last_word(out.stack.front().function);
  return out;
}

std::string Cause::name() const {
  const std::string out = slug(claim);
  return out.empty() ? "unnamed" : out;
}

}  // namespace smtpspec::campaign
