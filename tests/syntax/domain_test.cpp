#include "reference/syntax/domain.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace smtpspec::syntax {
namespace {

TEST(Domain, IsLabelsOfLettersDigitsAndHyphensInside) {
  for (const std::string_view good :
       {"a", "example.test", "a-b.c--d.test", "1.2.3.4", "xn--bcher-kva.test", "b\xc3\xbc.test"}) {
    EXPECT_TRUE(is_domain(good)) << good;
  }
  for (const std::string_view bad :
       {"", ".", "a.", ".a", "a..b", "-a", "a-", "a_b", "a b", "a@b", "[1.2.3.4]", "a\tb"}) {
    EXPECT_FALSE(is_domain(bad)) << bad;
  }
}

TEST(Domain, HasAtMost255OctetsAndLabelsOf63) {
  const std::string label(63, 'a');
  const std::string domain = label + "." + label + "." + label + "." + std::string(63, 'b');
  EXPECT_TRUE(is_domain(domain));
  EXPECT_EQ(domain.size(), 255U);
  EXPECT_FALSE(is_domain(domain + "c"));
  EXPECT_FALSE(is_domain(label + "a.test"));
}

TEST(Ipv4, IsFourNumbersUpTo255) {
  for (const std::string_view good : {"0.0.0.0", "255.255.255.255", "192.0.2.1", "001.002.003.004"})
    EXPECT_TRUE(is_ipv4(good));
  for (const std::string_view bad : {"", "1", "1.2.3", "1.2.3.4.5", "256.1.1.1", "1.2.3.", ".1.2.3", "1..2.3",
                                     "0001.2.3.4", "a.b.c.d", "1.2.3.4 ", "-1.2.3.4"}) {
    EXPECT_FALSE(is_ipv4(bad)) << bad;
  }
}

TEST(Ipv6, IsEightGroupsOrFewerAroundACompression) {
  for (const std::string_view good :
       {"1:2:3:4:5:6:7:8", "2001:db8::1", "::", "::1", "1::", "1:2:3:4:5:6::", "::3:4:5:6:7:8",
        "::ffff:192.0.2.1", "1:2:3:4:5:6:192.0.2.1", "ABCD:ef01::", "1:2:3:4::192.0.2.1"}) {
    EXPECT_TRUE(is_ipv6(good)) << good;
  }
  for (const std::string_view bad :
       {"", ":", ":::", "1", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3",
        "1:2:3:4:5:6:7::", "12345::", "g::", "1:", ":1", "::1:", "192.0.2.1", "::192.0.2.1:1",
        "1:2:3:4:5::192.0.2.1", "1:2:3:4:5:6:7:192.0.2.1", "::256.0.0.1", "1.2.3.4::"}) {
    EXPECT_FALSE(is_ipv6(bad)) << bad;
  }
}

TEST(AddressLiteral, IsIpv4Ipv6OrGeneral) {
  for (const std::string_view good :
       {"[192.0.2.1]", "[IPv6:::1]", "[ipv6:::1]", "[tag:content]", "[x-1:@]"}) {
    EXPECT_TRUE(is_address_literal(good)) << good;
  }
  for (const std::string_view bad :
       {"", "[", "[]", "[1.2.3]", "1.2.3.4", "[1.2.3.4", "[IPv6:1.2.3.4]", "[IPv6:]", "[::1]", "[tag:]",
        "[:x]", "[tag-:x]", "[tag:a b]", "[tag:a[b]", "[tag:a\\b]", "[t_g:x]", "[1.2.3.4]x"}) {
    EXPECT_FALSE(is_address_literal(bad)) << bad;
  }
}

TEST(DomainReading, SaysWhereTheFirstBreachStands) {
  const DomainReading reading = read_domain("ab.c_d..e");
  EXPECT_EQ(reading.error, Oddity::underscore_domain);
  EXPECT_EQ(reading.error_offset, 4U);
  EXPECT_TRUE(has(reading.oddities, Oddity::empty_label));
}

}  // namespace
}  // namespace smtpspec::syntax
