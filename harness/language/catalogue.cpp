#include "harness/language/catalogue.hpp"

#include "harness/language/load.hpp"
#include "harness/language/suggest.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>

namespace smtpspec::language {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 7> kLevels = {"MUST", "MUST NOT", "SHOULD", "SHOULD NOT",
                                                     "MAY",  "table",    "advice"};
constexpr std::array<std::string_view, 4> kSides = {"server", "client", "relay", "final-delivery"};
constexpr std::array<std::string_view, 7> kTexts = {"read",   "plain", "lower-case", "replaced",
                                                    "memory", "none",  "advice"};
constexpr std::array<std::string_view, 4> kVisibilities = {"wire", "config", "sink", "no"};
constexpr std::array<std::string_view, 11> kColumns = {"id",        "rfc",       "section",    "level",
                                                       "side",      "extension", "visibility", "text",
                                                       "statement", "latitude",  "uncovered"};

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> out;
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find(separator, start), text.size());
    out.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  return out;
}

// Reads one file; what is wrong in a row is reported, and the next row read.
class TableReader {
 public:
  TableReader(const std::string& file, Catalogue& catalogue, std::vector<Diagnostic>& wrong)
      : file_(file),
        catalogue_(catalogue),
        wrong_(wrong) {}

  void read(std::string_view text) {
    const auto lines = split(text, '\n');
    for (std::size_t i = 0; i < lines.size(); ++i) {
      number_ = static_cast<std::uint32_t>(i + 1);
      line_ = lines[i];
      fields_ = split(line_, '\t');
      if (i == 0) {
        header();
      } else if (!line_.empty()) {
        row();
      }
    }
  }

 private:
  const std::string& file_;
  Catalogue& catalogue_;
  std::vector<Diagnostic>& wrong_;
  std::uint32_t number_ = 0;
  std::string_view line_;
  std::vector<std::string_view> fields_;

  void fail(std::string_view field, std::string what, std::string help = {}) {
    const std::size_t offset =
        field.data() == nullptr ? 0 : static_cast<std::size_t>(field.data() - line_.data());
    wrong_.push_back({.file = file_,
                      .at = {number_, static_cast<std::uint32_t>(offset + 1)},
                      .length = static_cast<std::uint32_t>(std::max<std::size_t>(1, field.size())),
                      .what = std::move(what),
                      .help = std::move(help),
                      .source = std::string(line_)});
  }

  void header() {
    if (!std::equal(fields_.begin(), fields_.end(), kColumns.begin(), kColumns.end())) {
      fail(line_, "not the columns of a catalogue", "separated by tabs: " + one_of(kColumns));
    }
  }

  void known(std::string_view field, std::span<const std::string_view> words, std::string_view column) {
    if (std::find(words.begin(), words.end(), field) != words.end()) return;
    const std::string near = suggest(field, words);
    fail(field, "'" + std::string(field) + "' is not a " + std::string(column),
         near.empty() ? "expected " + one_of(words) : near);
  }

  void row() {
    if (fields_.size() != kColumns.size()) {
      fail(line_,
           "a row of " + std::to_string(fields_.size()) + " columns, not " + std::to_string(kColumns.size()));
      return;
    }
    known(fields_[3], kLevels, "level");
    known(fields_[4], kSides, "side");
    known(fields_[6].substr(0, fields_[6].find(':')), kVisibilities, "visibility");
    known(fields_[7], kTexts, "reading of the text");
    if (!fields_[0].starts_with(std::string(fields_[1]) + "-" + std::string(fields_[2]) + "-")) {
      fail(fields_[0], "the id does not begin with RFC and section");
    }
    const auto level = std::find(kLevels.begin(), kLevels.end(), fields_[3]) - kLevels.begin();
    Requirement row{.id = std::string(fields_[0]),
                    .rfc = std::string(fields_[1]),
                    .section = std::string(fields_[2]),
                    .level = static_cast<Level>(level),
                    .side = std::string(fields_[4]),
                    .extension = std::string(fields_[5]),
                    .visibility = std::string(fields_[6]),
                    .text = std::string(fields_[7]),
                    .statement = std::string(fields_[8]),
                    .latitude = std::string(fields_[9]),
                    .uncovered = std::string(fields_[10])};
    if (!catalogue_.emplace(row.id, row).second) fail(fields_[0], "a second row '" + row.id + "'");
  }
};

}  // namespace

std::string_view name(Level level) { return kLevels[static_cast<std::size_t>(level)]; }

std::string_view shown_level(const Requirement& row) {
  return row.text == "advice" ? name(Level::advice) : name(row.level);
}

bool words_can_convict(const Requirement& row) {
  constexpr std::array<std::string_view, 3> kTooWeak = {"lower-case", "replaced", "memory"};
  return std::find(kTooWeak.begin(), kTooWeak.end(), row.text) == kTooWeak.end();
}

Results<Catalogue> load_catalogue(const std::string& folder) {
  Catalogue catalogue;
  std::vector<Diagnostic> wrong;
  std::vector<std::string> files;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    if (entry->path().extension() == ".tsv") files.push_back(entry->path().string());
  }
  std::sort(files.begin(), files.end());
  for (const std::string& file : files) {
    const auto text = read_file(file);
    if (text) {
      TableReader(file, catalogue, wrong).read(*text);
    } else {
      wrong.push_back(text.error());
    }
  }
  if (files.empty()) {
    const std::string why = error ? "cannot be read: " + error.message() : "no *.tsv in this folder";
    wrong.push_back({.file = folder, .at = {}, .length = 0, .what = why, .help = {}, .source = {}});
  }
  if (!wrong.empty()) return tl::make_unexpected(std::move(wrong));
  return catalogue;
}

}  // namespace smtpspec::language
