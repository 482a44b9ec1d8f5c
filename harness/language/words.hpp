#pragma once

#include "harness/language/ast.hpp"

#include <array>
#include <optional>
#include <span>
#include <string_view>

/// The words of the scenario language that belong to closed sets. docs/scenario-language.md says what each
/// means.
namespace smtpspec::language {

std::string_view name(Grade grade);  ///< "pass"
std::optional<Grade> grade_named(std::string_view word);

inline constexpr std::array<std::string_view, 7> kGradeWords = {"pass",    "note", "warn", "skip",
                                                                "blocked", "risk", "fail"};
inline constexpr std::array<std::string_view, 13> kGivenWords = {
    "connected", "greeted", "plain", "unauthenticated", "helo",
    "lhlo",      "raw",     "tls",   "tls-works",       "authenticated",
    "mail",      "rcpt",    "data"};
inline constexpr std::array<std::string_view, 16> kNeedsWords = {"relay",
                                                                 "foreign",
                                                                 "unknown-user-check",
                                                                 "observe",
                                                                 "observe-octets",
                                                                 "second-recipient",
                                                                 "moved-recipient",
                                                                 "full-recipient",
                                                                 "list",
                                                                 "credentials",
                                                                 "esmtp",
                                                                 "auth-in-plain",
                                                                 "auth-required",
                                                                 "tls-required",
                                                                 "refused-session",
                                                                 "unix"};
inline constexpr std::array<std::string_view, 4> kRoles = {"mta", "msa", "lmtp", "library"};
inline constexpr std::array<std::string_view, 2> kEras = {"821", "1123"};
inline constexpr std::array<std::string_view, 16> kTargetVariables = {"client",
                                                                      "sender",
                                                                      "recipient",
                                                                      "second-recipient",
                                                                      "unknown-recipient",
                                                                      "foreign-recipient",
                                                                      "relay-recipient",
                                                                      "moved-recipient",
                                                                      "full-recipient",
                                                                      "list",
                                                                      "user",
                                                                      "password",
                                                                      "domain",
                                                                      "sender-domain",
                                                                      "local-part",
                                                                      "own-literal"};
/// Variables that each play makes anew.
inline constexpr std::array<std::string_view, 3> kMadeVariables = {"token", "date", "header"};

}  // namespace smtpspec::language
