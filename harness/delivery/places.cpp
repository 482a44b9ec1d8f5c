#include "harness/delivery/places.hpp"

#include <algorithm>
#include <iterator>

namespace smtpspec::delivery {

bool Places::show_octets() const {
  return std::any_of(places_.begin(), places_.end(), [](const Place& place) { return place.octets; });
}

bool Places::are_immediate() const {
  return std::all_of(places_.begin(), places_.end(), [](const Place& place) { return place.immediate; });
}

std::vector<DeliveredMessage> Places::look() const {
  std::vector<DeliveredMessage> out;
  for (const Place& place : places_) {
    auto found = place.look();
    std::move(found.begin(), found.end(), std::back_inserter(out));
  }
  return out;
}

}  // namespace smtpspec::delivery
