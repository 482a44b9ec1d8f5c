#include "reports/files.hpp"
#include "reports/html.hpp"
#include "tests/reports/sample.hpp"
#include "tests/support/temporary_folder.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <unistd.h>

namespace smtpspec::reports {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kBrowser = "/usr/bin/chromium";

/// What a headless Chromium makes of a report: the page after its scripts have run.
class Browser : public ::testing::Test {
 protected:
  void SetUp() override {
    if (::access(kBrowser, X_OK) != 0) GTEST_SKIP() << kBrowser << " is not installed (package chromium)";
  }

  std::string shown(const reports::Run& run, const std::string& fragment = {}) {
    const std::string page = folder_ / "report.html";
    EXPECT_TRUE(write_file(page, html(run)));
    const std::string command = fmt::format(
        "timeout 50 {} --headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
        "--disable-background-networking --disable-component-update --disable-sync --user-data-dir='{}' "
        "--dump-dom "
        "'file://{}{}' 2>'{}'",
        kBrowser, (folder_ / "profile").string(), page, fragment, (folder_ / "log").string());
    std::string dom;
    FILE* pipe = ::popen(command.c_str(), "r");
    char part[4096];
    while (const std::size_t size = std::fread(part, 1, sizeof part, pipe)) dom.append(part, size);
    EXPECT_EQ(::pclose(pipe), 0) << read_file(folder_ / "log").value_or("");
    return dom;
  }

 private:
  tests::TemporaryFolder temporary_;
  const std::filesystem::path folder_ = temporary_.path();
};

TEST_F(Browser, ShowsMarkupAndScriptOfAServerAsText) {
  const std::string markup =
      "220 <script>document.body.dataset.owned = 1</script>"
      "<img src=x onerror=\"document.body.dataset.owned = 2\"></pre></title>";
  reports::Run run = tests::ordinary_run();
  run.target.banner = markup;
  run.target.address = run.target.product = run.cases[0].id = run.cases[0].title = run.cases[0].message =
      markup;
  run.target.ehlo = {markup};
  for (Exchange& exchange : run.cases[0].transcript)
    exchange.octets = exchange.oracle = exchange.answers = markup;
  run.cases[0].findings[0].observed = run.cases[0].rules[0].statement = markup;
  const std::string dom = shown(run);
  EXPECT_THAT(dom, HasSubstr("220 &lt;script&gt;document.body.dataset.owned = 1&lt;/script&gt;"));
  EXPECT_THAT(dom, Not(HasSubstr("data-owned"))) << "a script of the server ran";
  EXPECT_THAT(dom, Not(HasSubstr("<img"))) << "markup of the server became an element";
}

TEST_F(Browser, RunsTheScriptOfTheReportAlone) {
  std::string page = shown(tests::ordinary_run());
  EXPECT_THAT(page, HasSubstr("<form class=\"filter\">")) << "the report's own script did not run";
}

TEST_F(Browser, TakesTheFilterFromTheFragment) {
  const std::string dom = shown(tests::ordinary_run(), "#verdict=fail,risk&level=MUST");
  EXPECT_THAT(dom, HasSubstr("3 of 10 cases"));
}

TEST_F(Browser, FindsARequirementOfAFinding) {
  EXPECT_THAT(shown(tests::ordinary_run(), "#text=rfc3030-2-f"), HasSubstr("1 of 10 cases"));
}

}  // namespace
}  // namespace smtpspec::reports
