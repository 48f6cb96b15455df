#include "client/new_id.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace turnout::client {
namespace {

using std::chrono::nanoseconds;

constexpr std::uint64_t kAllBits = ~std::uint64_t{0};
constexpr nanoseconds kRfcExample{0x017f22e279b0 * 1'000'000LL};

TEST(NewId, IsWrittenAsTheStandardSays) {
  EXPECT_EQ(uuid_v7(kRfcExample, 0x18c4dc0c0c07398f), "017f22e2-79b0-7000-98c4-dc0c0c07398f");
  EXPECT_EQ(uuid_v7(kRfcExample, kAllBits), "017f22e2-79b0-7000-bfff-ffffffffffff");
  EXPECT_EQ(uuid_v7(kRfcExample, 0), "017f22e2-79b0-7000-8000-000000000000");
}

TEST(NewId, CarriesTheFractionOfTheMillisecond) {
  EXPECT_EQ(uuid_v7(kRfcExample + nanoseconds(500'000), 0), "017f22e2-79b0-7800-8000-000000000000");
  EXPECT_EQ(uuid_v7(kRfcExample + nanoseconds(999'999), 0), "017f22e2-79b0-7fff-8000-000000000000");
}

TEST(NewId, SortsLaterInstantsBehindWhateverTheRandomBits) {
  std::string before;
  for (nanoseconds at = kRfcExample; at < kRfcExample + nanoseconds(3'000'000); at += nanoseconds(245)) {
    const std::string id = uuid_v7(at, at.count() % 490 == 0 ? 0 : kAllBits);
    ASSERT_LT(before, id);
    before = id;
  }
}

TEST(NewId, IsAnotherOneEachTime) {
  std::set<std::string> ids;
  for (int i = 0; i < 1000; ++i) ids.insert(new_id());
  EXPECT_EQ(ids.size(), 1000u);
  EXPECT_THAT(*ids.begin(),
              testing::MatchesRegex("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"));
}

}  // namespace
}  // namespace turnout::client
