#include "harness/run/preflight_scenarios.hpp"

#include "harness/language/ascii.hpp"
#include "harness/language/parser.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <memory>
#include <string>

namespace smtpspec::run {
namespace {

constexpr std::string_view kDialogues = R"(suite "Preflight"

scenario hello
  title   The target greets, and takes a greeting
  checks  RFC5321-3.1-a
  given   connected
  C: EHLO ${client}
  S? 250 -> end
   | note 4yz -> end
   | note any
  C: HELO ${client}
  S? 250 -> end
   | note any
  C: LHLO ${client}
  S? any

scenario tls
  title   A TLS handshake succeeds, and the greeting is answered inside
  checks  RFC5321-3.1-a
  given   connected
  variant ehlo hello EHLO
  variant lhlo hello LHLO
  C: ${hello} ${client}
  S: 250
  C: STARTTLS
  S: 220
  tls handshake
   | pass done
   | note failed -> end
  C: ${hello} ${client}
  S? any

scenario envelope
  title   MAIL and RCPT are accepted
  checks  RFC5321-3.1-a
  given   greeted
  C: MAIL FROM:<${sender}>
  S? 250
   | note any -> end
  C: RCPT TO:<${recipient}>
  S? any
  C: RSET
  S? any
)";

constexpr std::string_view kLogIn = R"(
scenario {0}
  title   A login succeeds
  checks  RFC5321-3.1-a
  given   greeted
  auth {1}
   | pass done
   | note failed
)";

std::string log_in_id(std::string_view mechanism) { return "log-in-" + language::lower(mechanism); }

std::string log_in_with(std::string_view mechanism) {
  return fmt::format(kLogIn, log_in_id(mechanism), mechanism);
}

/// One of them; `variant` is the number of one of its variants.
player::Case find(std::string_view id, std::size_t variant = 0) {
  static const auto kSuite = [] {
    std::string text(kDialogues);
    for (const std::string_view mechanism : kLogInMechanisms) text += log_in_with(mechanism);
    auto suite = language::parse("preflight", text);
    assert(suite);
    return std::make_shared<const language::Suite>(*std::move(suite));
  }();
  const auto found = std::find_if(kSuite->scenarios.begin(), kSuite->scenarios.end(),
                                  [&](const language::Scenario& scenario) { return scenario.id == id; });
  assert(found != kSuite->scenarios.end());
  return {kSuite, &*found, found->variants.empty() ? nullptr : &found->variants[variant]};
}

}  // namespace

player::Case hello_case() { return find("hello"); }
player::Case tls_case(bool lmtp) { return find("tls", lmtp ? 1 : 0); }
player::Case envelope_case() { return find("envelope"); }
player::Case log_in_case(std::string_view mechanism) { return find(log_in_id(mechanism)); }
player::Case control_case() { return hello_case(); }

}  // namespace smtpspec::run
