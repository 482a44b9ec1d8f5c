#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>

namespace smtpspec::campaign {

/// How far a libFuzzer is, by its own words.
struct Progress {
  std::uint64_t runs = 0, per_second = 0;
  std::uint64_t edges = 0;  ///< "cov"
  std::uint64_t features = 0;
  std::uint64_t inputs = 0;  ///< in the corpus
};

/// Reads what a libFuzzer writes, however much it is, and keeps a bounded part.
class Output {
 public:
  void take(std::string_view octets);

  const Progress& progress() const { return progress_; }
  /// From the line on that says what is wrong; at most 32 KiB. Empty: nothing was.
  const std::string& report() const { return report_; }
  /// It has said what is wrong and still does not end.
  bool is_endless() const { return since_report_ > kEndless; }
  /// The last lines, at most 32 KiB, without those that only say how far it is.
  std::string tail() const;

 private:
  static constexpr std::size_t kEndless = 1024 * 1024;

  std::string line_;
  Progress progress_;
  std::string report_;
  std::size_t since_report_ = 0;  // octets
  std::deque<std::string> tail_;
  std::size_t in_tail_ = 0;

  void end_of_line();
};

}  // namespace smtpspec::campaign
