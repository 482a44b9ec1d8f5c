#pragma once

#include "harness/delivery/places.hpp"
#include "harness/language/catalogue.hpp"
#include "harness/run/attempts.hpp"
#include "harness/transport/network.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <utility>
#include <vector>

namespace smtpspec::run {

/// Cases that claim something about what was delivered, kept until the mail has had time to arrive. What is
/// given by reference outlives this.
class Deliveries {
 public:
  /// `gives_up`: do not wait any longer.
  Deliveries(transport::Network& network, const delivery::Places& places,
             const language::Catalogue& catalogue, std::function<bool()> gives_up)
      : network_(network),
        places_(places),
        catalogue_(catalogue),
        gives_up_(std::move(gives_up)) {}

  /// Keeps a case of the plan; a later play of it takes the place of the earlier one.
  void keep(std::size_t index, Settled settled) { kept_.insert_or_assign(index, std::move(settled)); }

  /// Settles all claims, once. What they alone convict is given to `play_again` first, which keeps or
  /// finishes what comes of it, and says of which nothing came; what is kept then goes to `finish`, each
  /// case.
  using PlayAgain = std::function<std::vector<std::size_t>(const std::vector<std::size_t>&)>;
  void settle(const PlayAgain& play_again, const std::function<void(std::size_t, Settled)>& finish);

 private:
  delivery::Arrived await() const;
  bool is_open(const delivery::Arrived& arrived) const;
  std::vector<std::size_t> convicted(const delivery::Arrived& arrived) const;

  transport::Network& network_;
  const delivery::Places& places_;
  const language::Catalogue& catalogue_;
  std::function<bool()> gives_up_;
  std::map<std::size_t, Settled> kept_;
};

}  // namespace smtpspec::run
