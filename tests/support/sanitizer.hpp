#pragma once

namespace smtpspec::tests {

/// AddressSanitizer keeps what is freed for a while (its quarantine), so that a bound on memory must allow
/// for it.
#if defined(__SANITIZE_ADDRESS__)
inline constexpr bool kKeepsWhatIsFreed = true;
#elif defined(__has_feature)
inline constexpr bool kKeepsWhatIsFreed = __has_feature(address_sanitizer);
#else
inline constexpr bool kKeepsWhatIsFreed = false;
#endif

}  // namespace smtpspec::tests
