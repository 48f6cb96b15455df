#include "redis/reply.h"

#include <gmock/gmock.h>

#include <functional>

#include "redis/errors.h"

namespace turnout::redis {
namespace {

std::string refusal_of(const std::function<void()>& access) {
  try {
    access();
  } catch (const ProtocolError& error) {
    return error.what();
  }
  return "accepted";
}

TEST(Reply, GivesWhatItHolds) {
  EXPECT_EQ(Reply::integer(-7).as_integer(), -7);
  EXPECT_EQ(Reply::string("a").as_string(), "a");
  EXPECT_EQ(Reply::status("OK").as_string(), "OK");
  EXPECT_EQ(Reply::error("ERR no").as_error(), "ERR no");
  EXPECT_TRUE(Reply().is_nil());
  const Reply pair = Reply::array({Reply::integer(1), Reply()});
  EXPECT_EQ(pair.as_array_of(2)[0].as_integer(), 1);
}

TEST(Reply, ReadsADecimalString) {
  EXPECT_EQ(Reply::string("9223372036854775807").as_decimal(), INT64_MAX);
  EXPECT_EQ(Reply::string("-12").as_decimal(), -12);
}

TEST(Reply, RefusesAStringThatIsNoDecimalInteger) {
  for (const char* text : {"", "12a", " 12", "9223372036854775808", "1.5"}) {
    EXPECT_THROW(Reply::string(text).as_decimal(), ProtocolError) << text;
  }
}

TEST(Reply, SaysWhatWasExpectedAndWhatItIs) {
  EXPECT_EQ(refusal_of([] { Reply::string("abc").as_integer(); }),
            "redis: expected an integer, got a string of 3 bytes");
  EXPECT_EQ(refusal_of([] { Reply().as_string(); }), "redis: expected a string, got nil");
  EXPECT_EQ(refusal_of([] { Reply::integer(1).as_array(); }), "redis: expected an array, got an integer");
  EXPECT_EQ(refusal_of([] { Reply::array({Reply()}).as_array_of(2); }),
            "redis: expected an array of 2, got an array of 1");
  EXPECT_EQ(refusal_of([] { Reply::error("ERR no").as_decimal(); }),
            "redis: expected a decimal integer, got the error ERR no");
}

}  // namespace
}  // namespace turnout::redis
