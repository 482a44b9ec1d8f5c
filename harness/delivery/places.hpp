#pragma once

#include "harness/delivery/message.hpp"

#include <functional>
#include <vector>

namespace smtpspec::delivery {

/// The places where mail comes out of a target. Each is asked anew every time.
class Places {
 public:
  /// Gives every message that is there now.
  using Look = std::function<std::vector<DeliveredMessage>()>;
  struct Place {
    Look look;
    bool octets = false;     ///< shows content octet by octet
    bool immediate = false;  ///< a message is there before its end of data is answered
  };

  void add(Place place) { places_.push_back(std::move(place)); }
  bool empty() const { return places_.empty(); }
  bool show_octets() const;
  bool are_immediate() const;
  std::vector<DeliveredMessage> look() const;

 private:
  std::vector<Place> places_;
};

}  // namespace smtpspec::delivery
