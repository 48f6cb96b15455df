#include "event_store/tail.h"

#include <gmock/gmock.h>

#include "testing/run.h"

namespace turnout::event_store {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using namespace std::chrono_literals;

struct TailTest : ::testing::Test {
  void append(std::uint64_t from, std::uint64_t to, std::size_t bytes = 0) {
    v1::Event event;
    event.set_actor(std::string(bytes, 'x'));
    const auto shared = std::make_shared<const v1::Event>(std::move(event));
    std::vector<Entry> entries;
    for (std::uint64_t i = from; i <= to; ++i)
      entries.push_back({.sequence = i, .event = shared, .incident = {}, .unit = {}});
    tail.append(entries);
  }
  std::vector<std::uint64_t> after(std::uint64_t sequence, std::size_t most) {
    std::vector<std::uint64_t> list;
    for (const Entry& entry : tail.after(sequence, most)) list.push_back(entry.sequence);
    return list;
  }

  boost::asio::io_context io;
  Tail tail{io};
};

TEST_F(TailTest, GivesTheEntriesAfterAPlace) {
  tail.begin_after(10);
  append(11, 15);
  EXPECT_EQ(tail.last_sequence(), 15U);
  EXPECT_THAT(after(10, 3), ElementsAre(11, 12, 13));
  EXPECT_THAT(after(13, 9), ElementsAre(14, 15));
  EXPECT_THAT(after(15, 9), IsEmpty());
}

TEST_F(TailTest, ReachesBackToWhereItBegan) {
  tail.begin_after(10);
  EXPECT_TRUE(tail.reaches_back_to(10));
  EXPECT_FALSE(tail.reaches_back_to(9));
  append(11, 12);
  EXPECT_TRUE(tail.reaches_back_to(10));
  EXPECT_TRUE(tail.reaches_back_to(12));
  EXPECT_FALSE(tail.reaches_back_to(9));
  EXPECT_FALSE(tail.reaches_back_to(13));
}

TEST_F(TailTest, HoldsABoundedNumberOfEntries) {
  append(1, Tail::kMostEntries + 10);
  EXPECT_TRUE(tail.reaches_back_to(10));
  EXPECT_FALSE(tail.reaches_back_to(9));
  EXPECT_THAT(after(10, 1), ElementsAre(11));
}

TEST_F(TailTest, HoldsABoundedNumberOfBytes) {
  append(1, 20, 1 << 20);
  EXPECT_TRUE(tail.reaches_back_to(5));
  EXPECT_FALSE(tail.reaches_back_to(3));
  append(21, 21, Tail::kMostBytes + 1);
  EXPECT_FALSE(tail.reaches_back_to(20));
  EXPECT_TRUE(tail.reaches_back_to(21));
}

TEST_F(TailTest, WakesWhoWaitsForMore) {
  append(1, 3);
  EXPECT_TRUE(testing::run(io, tail.wait_beyond(2, 1h)));
  auto waiting = testing::start(io, tail.wait_beyond(3, 1h));
  io.poll();
  append(4, 4);
  EXPECT_TRUE(testing::run(io, std::move(waiting)));
  EXPECT_FALSE(testing::run(io, tail.wait_beyond(4, 1ms)));
}

}  // namespace
}  // namespace turnout::event_store
