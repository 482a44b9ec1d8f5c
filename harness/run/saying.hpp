#pragma once

#include "harness/player/player.hpp"
#include "harness/run/opinions.hpp"
#include "reference/receiver/site.hpp"
#include "reports/results.hpp"

#include <functional>
#include <memory>
#include <optional>

namespace smtpspec::run {

/// Passes on what is said in a play, with what the oracle thinks of it.
class Saying : public player::Witness {
 public:
  using Say = std::function<void(const reports::Exchange&)>;
  /// Without a site the oracle says nothing.
  Saying(std::shared_ptr<const receiver::Site> site, Say say);
  void saw(const player::Entry& entry) override;

 private:
  std::optional<Opinions> opinions_;
  Say say_;
};

}  // namespace smtpspec::run
