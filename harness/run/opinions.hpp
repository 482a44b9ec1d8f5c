#pragma once

#include "harness/player/player.hpp"
#include "reference/oracle/oracle.hpp"
#include "reference/receiver/site.hpp"
#include "reports/results.hpp"

#include <map>
#include <memory>
#include <utility>
#include <vector>

namespace smtpspec::run {

/// What is known of the administration of a target, for the oracle.
receiver::Site site_of(const player::Circumstances& circumstances);

/// Lets the oracle follow each connection of a play, line by line, and writes what it thinks of each reply
/// beside it. Where octets are not known (a secret, or more than was kept) it can follow no further and says
/// nothing more. Pure.
class Opinions {
 public:
  explicit Opinions(std::shared_ptr<const receiver::Site> site) : site_(std::move(site)) {}
  /// `exchange` is the form of `entry` for reports.
  void add(reports::Exchange& exchange, const player::Entry& entry);

 private:
  /// One connection, as far as the oracle can follow it.
  struct Followed {
    oracle::Oracle oracle;
    bool in_tls = false;
    bool lost = false;
  };
  std::shared_ptr<const receiver::Site> site_;
  std::map<int, Followed> connections_;
};

/// The same for a whole transcript; `exchanges` are its lines, one for one.
void add_opinions(std::vector<reports::Exchange>& exchanges, const std::vector<player::Entry>& transcript,
                  const std::shared_ptr<const receiver::Site>& site);

}  // namespace smtpspec::run
