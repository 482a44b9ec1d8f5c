#include "reports/baseline.hpp"
#include "reports/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace smtpspec::reports {
namespace {

constexpr std::string_view kBlank = " \t";
constexpr std::string_view kVerdictsExpected = "pass, note, warn, skip, risk or fail";

/// Reads one line from left to right. The first mistake is kept.
class LineReader {
 public:
  LineReader(std::string_view line, std::uint32_t number, const std::string& file)
      : line_(line),
        number_(number),
        file_(file) {}

  bool at_end() {
    at_ = std::min(line_.find_first_not_of(kBlank, at_), line_.size());
    return at_ == line_.size();
  }
  bool at_comment() { return !at_end() && line_[at_] == '#'; }

  /// The text behind the hash, to the end of the line.
  std::string comment() {
    std::string_view text = line_.substr(at_ + 1);
    at_ = line_.size();
    text.remove_prefix(std::min(text.find_first_not_of(kBlank), text.size()));
    return clean(text.substr(0, text.find_last_not_of(kBlank) + 1));
  }

  /// Up to the next blank, or to one of `ends`.
  std::string_view word(std::string_view ends = {}) {
    if (at_end()) return {};
    const std::size_t end =
        std::min({line_.find_first_of(kBlank, at_), line_.find_first_of(ends, at_), line_.size()});
    const std::string_view found = line_.substr(at_, end - at_);
    at_ = end;
    return found;
  }

  bool take(char c) {
    if (at_end() || line_[at_] != c) return false;
    ++at_;
    return true;
  }

  /// What stands between two quotes, as it stands.
  std::string quoted() {
    const std::size_t begin = at_ + 1, end = line_.find('"', begin);
    if (end == std::string_view::npos) {
      wrong("this string is not closed", "end it with \"");
      return {};
    }
    at_ = end + 1;
    return std::string(line_.substr(begin, end - begin));
  }
  bool at_quote() { return !at_end() && line_[at_] == '"'; }

  std::string found() {
    if (at_end()) return "the end of the line";
    return fmt::format("'{}'", one_line(line_.substr(at_, line_.find_first_of(kBlank, at_) - at_), 40));
  }

  void wrong(std::string what, std::string help = {}) {
    if (problem_) return;
    problem_ = Problem{.file = file_,
                       .line = number_,
                       .column = static_cast<std::uint32_t>(at_ + 1),
                       .what = std::move(what),
                       .help = std::move(help),
                       .source = one_line(line_, 300)};
  }
  void step_back(std::size_t octets) { at_ -= octets; }
  std::optional<Problem>& problem() { return problem_; }

 private:
  std::string_view line_;
  std::size_t at_ = 0;
  std::uint32_t number_;
  const std::string& file_;
  std::optional<Problem> problem_;
};

std::vector<Verdict> read_verdicts(LineReader& in) {
  std::vector<Verdict> out;
  do {
    const std::string_view word = in.word(",#\"");
    const auto verdict = verdict_named(word);
    if (!verdict || *verdict == Verdict::blocked || *verdict == Verdict::error) {
      in.step_back(word.size());
      const bool proves_nothing = verdict.has_value();
      in.wrong(fmt::format("expected a verdict ({}), found {}", kVerdictsExpected, in.found()),
               proves_nothing ? "blocked and error prove nothing, so they cannot be expected" : "");
      return out;
    }
    out.push_back(*verdict);
  } while (in.take(','));
  return out;
}

/// [target "Postfix"] or [target any]
std::string read_section(LineReader& in) {
  if (const std::string_view word = in.word("]"); word != "target") {
    in.step_back(word.size());
    in.wrong(fmt::format("expected [target \"...\"] or [target any], found {}", in.found()));
    return {};
  }
  std::string target;
  if (in.at_quote()) {
    target = in.quoted();
  } else if (const std::string_view word = in.word("]"); word != "any") {
    in.step_back(word.size());
    in.wrong(fmt::format("expected the quoted name of a target, or any, found {}", in.found()));
  }
  if (!in.take(']')) in.wrong(fmt::format("expected ], found {}", in.found()));
  return target;
}

}  // namespace

Result<Baseline> parse_baseline(std::string_view text, const std::string& file) {
  Baseline out{.file = file};
  std::string target;
  for (std::uint32_t number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    text.remove_prefix(std::min(end + 1, text.size()));
    LineReader in(line, number, file);
    if (in.at_end() || in.at_comment()) continue;
    BaselineEntry entry;
    const bool section = in.take('[');
    if (section) {
      target = read_section(in);
    } else {
      entry = {
          .pattern = std::string(in.word()), .verdicts = read_verdicts(in), .target = target, .line = number};
      if (in.at_quote()) entry.message_prefix = in.quoted();
    }
    if (in.at_comment()) entry.reason = in.comment();
    if (!in.at_end())
      in.wrong(fmt::format("expected a # and a reason, or the end of the line, found {}", in.found()));
    if (in.problem()) return tl::unexpected(std::move(*in.problem()));
    if (!section) out.entries.push_back(std::move(entry));
  }
  out.target_at_end = target;
  return out;
}

}  // namespace smtpspec::reports
