#include "runtime/listen_address.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

namespace turnout::runtime {
namespace {

TEST(ListenAddress, AcceptsLoopback) {
  EXPECT_EQ(parse_loopback_address("127.0.0.1:7110").text(), "127.0.0.1:7110");
  EXPECT_EQ(parse_loopback_address("127.9.0.1:0").text(), "127.9.0.1:0");
  EXPECT_EQ(parse_loopback_address("localhost:65535").text(), "127.0.0.1:65535");
  EXPECT_EQ(parse_loopback_address("[::1]:80").text(), "[::1]:80");
}

class AddressThatOthersReach : public testing::TestWithParam<const char*> {};

TEST_P(AddressThatOthersReach, IsRefusedAndNamed) {
  try {
    parse_loopback_address(GetParam());
    FAIL() << "accepted " << GetParam();
  } catch (const std::invalid_argument& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr(GetParam()));
    EXPECT_THAT(error.what(), testing::HasSubstr("loopback"));
  }
}
INSTANTIATE_TEST_SUITE_P(All, AddressThatOthersReach,
                         testing::Values("0.0.0.0:7110", "10.0.0.1:7110", "[::]:7110", ":7110",
                                         "128.0.0.1:7110", "station.example:7110", "unix:7110",
                                         "::ffff:127.0.0.1:7110"));

TEST(ListenAddress, OfOthersIsTakenWhereTheyAreAllowed) {
  EXPECT_EQ(parse_listen_address("0.0.0.0:7110").text(), "0.0.0.0:7110");
  EXPECT_EQ(parse_listen_address("[::]:7110").text(), "[::]:7110");
  EXPECT_FALSE(parse_listen_address("10.0.0.1:7110").is_loopback());
  EXPECT_TRUE(parse_listen_address("127.0.0.1:7110").is_loopback());
  EXPECT_THROW(parse_listen_address("station.example:7110"), std::invalid_argument);
  EXPECT_THROW(parse_listen_address(":7110"), std::invalid_argument);
}

class AddressWithoutAPort : public testing::TestWithParam<const char*> {};

TEST_P(AddressWithoutAPort, IsRefused) {
  EXPECT_THROW(parse_loopback_address(GetParam()), std::invalid_argument);
}
INSTANTIATE_TEST_SUITE_P(All, AddressWithoutAPort,
                         testing::Values("", "127.0.0.1", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:65536",
                                         "127.0.0.1:-1", "127.0.0.1:80 ", "127.0.0.1:+80"));

}  // namespace
}  // namespace turnout::runtime
