#include "harness/transport/endpoint.hpp"

#include <gtest/gtest.h>

namespace smtpspec::transport {
namespace {

TEST(Endpoint, IsWrittenAsItIsRead) {
  for (const std::string text : {"localhost:2525", "127.0.0.1:25", "[::1]:2525", "unix:/run/lmtp"}) {
    const auto endpoint = parse_endpoint(text);
    ASSERT_TRUE(endpoint) << endpoint.error();
    EXPECT_EQ(to_string(*endpoint), text);
  }
}

TEST(Endpoint, WithoutAPortIsPort25) {
  EXPECT_EQ(parse_endpoint("mx.example")->port, 25);
  EXPECT_EQ(parse_endpoint("[2001:db8::1]")->port, 25);
}

TEST(Endpoint, RefusesWhatIsNone) {
  for (const auto text : {"", ":25", "host:", "host:0", "host:65536", "host:2x", "host:-1", "::1:25", "[::1",
                          "[::1]25", "[]:25", "unix:"}) {
    EXPECT_FALSE(parse_endpoint(text)) << text;
  }
}

TEST(Endpoint, SaysHowToWriteIPv6) {
  EXPECT_NE(parse_endpoint("::1:25").error().find("[address]:port"), std::string::npos);
}

}  // namespace
}  // namespace smtpspec::transport
