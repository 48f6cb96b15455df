#include "trace/local_time.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace turnout::trace {
namespace {

constexpr const char* kAmerican = "%m/%d/%Y %I:%M:%S %p";
constexpr const char* kIso = "%Y-%m-%d %H:%M:%S";

std::optional<std::int64_t> read(const char* format, const char* zone, const char* text) {
  const auto time = LocalTimeFormat(format, zone).read(text);
  return time ? std::optional(time->at_ms) : std::nullopt;
}

TEST(LocalTime, IsReadInItsOwnFormatAndZone) {
  EXPECT_EQ(read(kAmerican, "America/Los_Angeles", "04/07/2020 11:53:08 PM"), 1'586'328'788'000);
  EXPECT_EQ(read(kAmerican, "America/Los_Angeles", "04/07/2020 12:00:00 AM"), 1'586'242'800'000);
  EXPECT_EQ(read(kIso, "Asia/Shanghai", "2020-04-08 14:53:08"), 1'586'328'788'000);
  EXPECT_EQ(read(kIso, "UTC", "2020-04-08 06:53:08.250"), 1'586'328'788'250);
}

TEST(LocalTime, TakesAnOffsetInsteadOfTheZone) {
  EXPECT_EQ(read("%Y-%m-%dT%H:%M:%S%z", "Asia/Shanghai", "2020-04-07T23:53:08-0700"), 1'586'328'788'000);
}

TEST(LocalTime, IsNothingWhenTheTextDoesNotFit) {
  for (const char* text :
       {"", "04/07/2020", "2020-04-07 23:53:08", "04/07/2020 11:53:08 PM x", "13/07/2020 11:53:08 PM",
        "02/30/2020 11:53:08 PM", "04/07/2020 11:53:08", "04/07/1969 11:53:08 PM", "NULL"}) {
    EXPECT_EQ(read(kAmerican, "America/Los_Angeles", text), std::nullopt) << text;
  }
}

TEST(LocalTime, IsNothingInTheHourThatTheClocksSkip) {
  EXPECT_EQ(read(kIso, "America/Los_Angeles", "2020-03-08 02:30:00"), std::nullopt);
}

TEST(LocalTime, IsTheEarlierInstantInTheHourThatTheClocksRepeat) {
  LocalTimeFormat format(kIso, "America/Los_Angeles");
  const auto time = format.read("2020-11-01 01:30:00");
  ASSERT_TRUE(time);
  EXPECT_TRUE(time->ambiguous);
  EXPECT_EQ(time->at_ms, 1'604'219'400'000);
  EXPECT_FALSE(format.read("2020-11-01 02:30:00")->ambiguous);
}

TEST(LocalTime, RefusesAZoneThatIsNotKnown) {
  EXPECT_THROW(LocalTimeFormat(kIso, "Atlantis/Capital"), std::runtime_error);
}

}  // namespace
}  // namespace turnout::trace
