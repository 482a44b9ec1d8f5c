#include "reference/syntax/command.hpp"

#include <array>
#include <bit>

namespace smtpspec::syntax {
namespace {

/// In the order of the bits of Oddity.
constexpr std::array<std::string_view, 32> kOddities = {
    "the path is not in angle brackets",
    "white space after the colon",
    "white space before the colon",
    "a control octet",
    "an octet above 127 that is not UTF-8",
    "a mailbox without a domain",
    "an empty label in the domain",
    "a dot at the edge of the local-part, or two in a row",
    "a local-part of more than 64 octets",
    "a domain of more than 255 octets, or a label of more than 63",
    "a path of more than 256 octets",
    "an underscore in the domain",
    "a tab where a space belongs",
    "white space before the line end",
    "an argument where none belongs",
    "the argument is missing",
    "a malformed address literal",
    "a malformed parameter",
    "the name is neither a domain nor an address literal",
    "a parameter given twice",
    "something other than parameters behind the path",
    "the count is no number of octets",
    "a character in the local-part that must be quoted",
    "a character in the domain that none may contain",
    "the quoted string does not end",
    "the angle bracket is not closed",
    "a malformed source route",
    "FROM: or TO: is missing",
    "a malformed SASL mechanism name",
    "white space before the verb",
    "more than one space",
    "the null path as a forward-path",
};
/// In the order of the bits of Feature.
constexpr std::array<std::string_view, 12> kFeatures = {
    "a source route",
    "a quoted local-part",
    "an IPv4 address literal",
    "an IPv6 address literal",
    "a general address literal",
    "the null reverse-path",
    "Postmaster without a domain",
    "parameters",
    "a domain of a single label",
    "UTF-8",
    "a quoted pair",
    "a verb that is not in capitals",
};

std::size_t bit(std::uint32_t value) { return static_cast<std::size_t>(std::countr_zero(value)); }

}  // namespace

std::string_view describe(Oddity oddity) {
  const std::size_t index = bit(static_cast<std::uint32_t>(oddity));
  return index < kOddities.size() ? kOddities[index] : std::string_view{};
}

std::string_view describe(Feature feature) {
  const std::size_t index = bit(static_cast<std::uint32_t>(feature));
  return index < kFeatures.size() ? kFeatures[index] : std::string_view{};
}

}  // namespace smtpspec::syntax
