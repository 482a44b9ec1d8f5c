#pragma once

#include <string>
#include <string_view>

namespace smtpspec::tests {

/// Where the tests find what they read and run. Only places.cpp knows where the tree is: what it is compiled
/// to depends on that, and what the tests are compiled to does not.

/// A file of the repository; `path` from its root.
std::string in_source(std::string_view path);
/// A file of the build; `path` from its folder.
std::string in_build(std::string_view path);
/// The smtpspec that was built.
std::string smtpspec_program();

}  // namespace smtpspec::tests
