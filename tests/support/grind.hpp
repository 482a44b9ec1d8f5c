#pragma once

#include "reference/reply/visible.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace smtpspec::test {

using Events = std::vector<std::string>;
/// The input in pieces. Each owns its octets, so that a read past a cut is seen by AddressSanitizer.
using Pieces = std::vector<std::string>;

/// Plays `input` whole, octet by octet and cut at every position: `read(pieces)` must give the same events
/// each time.
template <class Read>
void grind(std::string_view input, const Events& expected, Read read) {
  SCOPED_TRACE(reply::visible(input));
  EXPECT_EQ(read(Pieces{std::string(input)}), expected) << "whole";

  Pieces octets;
  for (const char octet : input) octets.emplace_back(1, octet);
  EXPECT_EQ(read(octets), expected) << "octet by octet";

  for (std::size_t cut = 1; cut < input.size(); ++cut) {
    const Pieces halves{std::string(input.substr(0, cut)), std::string(input.substr(cut))};
    ASSERT_EQ(read(halves), expected) << "cut before octet " << cut;
  }
}

}  // namespace smtpspec::test
