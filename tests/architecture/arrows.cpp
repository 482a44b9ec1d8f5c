#include "tests/architecture/arrows.hpp"

#include <algorithm>
#include <initializer_list>
#include <span>

namespace smtpspec::tests {
namespace {

struct Rule {
  std::string_view folder;                              // or the beginning of a file's name
  std::initializer_list<std::string_view> may_include;  // besides itself
};

// Where several rules fit, the longest one holds.
const Rule kRules[] = {
    {"reference/reply/", {}},
    {"reference/syntax/", {"reference/reply/"}},
    {"reference/receiver/", {"reference/syntax/", "reference/reply/"}},
    {"reference/oracle/", {"reference/receiver/", "reference/syntax/", "reference/reply/"}},
    {"reference/tls/", {}},
    {"reference/server/", {"reference/receiver/", "reference/syntax/", "reference/reply/", "reference/tls/"}},
    {"harness/language/", {}},
    {"harness/player/", {"harness/language/", "reference/reply/"}},
    {"harness/capture/", {"harness/player/"}},
    {"harness/delivery/", {"harness/player/", "harness/language/"}},
    // The sink is the reference server, used as a library.
    {"harness/delivery/model", {"harness/delivery/", "reference/receiver/"}},
    {"harness/delivery/kept", {"harness/delivery/", "reference/receiver/"}},
    {"harness/delivery/sink", {"harness/delivery/", "reference/server/", "reference/receiver/"}},
    {"harness/target/", {"harness/transport/", "harness/language/"}},
    {"harness/transport/",
     {"harness/player/", "harness/language/", "reference/tls/", "reference/reply/",
      "harness/delivery/message.hpp"}},
    // In memory the other end is the model; certify plays against it.
    {"harness/transport/memory",
     {"harness/transport/", "harness/player/", "harness/language/", "harness/delivery/message.hpp",
      "harness/delivery/model.hpp", "reference/receiver/", "reference/syntax/", "reference/reply/"}},
    {"harness/run/",
     {"harness/player/", "harness/language/", "harness/transport/", "harness/target/", "harness/delivery/",
      "reference/oracle/", "reference/reply/", "reference/receiver/conduct.hpp",
      "reference/receiver/site.hpp", "reference/receiver/faults.hpp", "reports/"}},
    // Without a target, the reference server is asked.
    {"harness/run/bundled", {"harness/", "reference/server/", "reference/receiver/"}},
    {"harness/cli/",
     {"harness/", "reports/", "reference/receiver/", "reference/reply/", "reference/server/"}},
    {"reports/", {"reference/reply/visible.hpp"}},
    {"fuzz/core/",
     {"fuzz/", "reference/reply/", "reference/syntax/", "reference/receiver/", "reference/oracle/"}},
    {"fuzz/generate/", {"fuzz/support/", "reference/reply/", "reference/syntax/", "reference/receiver/"}},
    {"fuzz/mutator/", {"fuzz/generate/", "reference/reply/", "reference/syntax/", "reference/receiver/"}},
    {"fuzz/",
     {"reference/reply/", "reference/syntax/", "reference/receiver/", "reference/oracle/",
      "harness/language/", "harness/player/", "reports/"}},
    // It drives the targets and knows none of them.
    {"fuzz/campaign/",
     {"harness/language/", "harness/cli/exit_codes.hpp", "harness/target/own_group.hpp", "reports/"}},
    // Seeds are what scenarios send and get, played in memory.
    {"fuzz/seeding/",
     {"fuzz/generate/", "fuzz/mutator/", "fuzz/support/", "harness/language/", "harness/player/",
      "harness/transport/memory", "reference/receiver/site.hpp"}},
    // Its server is the one that the tests of the player talk to.
    {"fuzz/tools/player",
     {"fuzz/support/", "harness/language/", "harness/player/", "tests/player/scripted_server.hpp"}},
};

constexpr std::string_view kStandardOnly[] = {"reference/reply/",  "reference/syntax/", "reference/receiver/",
                                              "reference/oracle/", "fuzz/core/",        "fuzz/support/",
                                              "fuzz/generate/",    "fuzz/mutator/"};
constexpr std::string_view kMayUseAsio[] = {"reference/server/", "harness/transport/", "harness/target/",
                                            "harness/delivery/", "fuzz/campaign/"};

const Rule* rule_for(std::string_view file) {
  const Rule* out = nullptr;
  for (const Rule& rule : kRules) {
    if (file.starts_with(rule.folder) && (out == nullptr || rule.folder.size() > out->folder.size()))
      out = &rule;
  }
  return out;
}

bool begins_with_one_of(std::string_view text, std::span<const std::string_view> beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [&](std::string_view one) { return text.starts_with(one); });
}

std::string_view folder_of(std::string_view file) { return file.substr(0, file.rfind('/') + 1); }

bool may_include(std::string_view file, std::string_view included) {
  const Rule* const rule = rule_for(file);
  if (rule == nullptr) return false;
  return included.starts_with(folder_of(rule->folder)) ||
         begins_with_one_of(included, {rule->may_include.begin(), rule->may_include.size()});
}

// <vector> and <cstdint>, and nothing with a folder or an ending.
bool is_standard(std::string_view header) { return header.find_first_of("/.") == std::string_view::npos; }

std::string_view between(std::string_view line, char open, char close) {
  const std::size_t start = line.find(open);
  const std::size_t end = start == std::string_view::npos ? start : line.find(close, start + 1);
  return end == std::string_view::npos ? std::string_view{} : line.substr(start + 1, end - start - 1);
}

}  // namespace

std::vector<std::string> wrong_arrows(std::string_view file, std::string_view text) {
  std::vector<std::string> out;
  const auto complain = [&](std::string_view header) {
    out.push_back(std::string(file) + " includes " + std::string(header));
  };
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (!line.starts_with("#include")) continue;
    if (const std::string_view ours = between(line, '"', '"'); !ours.empty()) {
      if (!may_include(file, ours)) complain(ours);
      continue;
    }
    const std::string_view header = between(line, '<', '>');
    const bool is_foreign_to_the_core = begins_with_one_of(file, kStandardOnly) && !is_standard(header);
    const bool is_stray_asio = header.starts_with("boost/asio") && !begins_with_one_of(file, kMayUseAsio);
    if (is_foreign_to_the_core || is_stray_asio) complain(header);
  }
  return out;
}

}  // namespace smtpspec::tests
