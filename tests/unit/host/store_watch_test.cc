#include "host/store_watch.h"

#include <gmock/gmock.h>

#include "event_store/memory_event_store.h"
#include "event_store/stored_form.h"
#include "testing/desk.h"

namespace turnout::host {
namespace {

using ::testing::HasSubstr;
using namespace std::chrono_literals;
using testing::kIncident;

struct StoreWatchTest : ::testing::Test {
  void expect_age(double seconds) {
    std::ostringstream line;
    line << "turnout_oldest_unfired_deadline_age_seconds " << seconds << "\n";
    EXPECT_THAT(metrics.text(), HasSubstr(line.str()));
  }
  void look() { testing::run(io, watch.look()); }

  boost::asio::io_context io;
  telemetry::Metrics metrics{{.service = "test", .version = "test"}};
  event_store::MemoryEventStore store{io};
  event_store::Tail tail{io};
  testing::Desk desk{io, store, metrics};
  StoreWatch watch{store, tail, desk.clock, metrics};
};

TEST_F(StoreWatchTest, TellsHowFarTheServiceIsBehindTheLog) {
  desk.must(testing::report(), testing::note());
  look();
  EXPECT_THAT(metrics.text(), HasSubstr("turnout_log_lag_events 2\n"));
  tail.begin_after(2);
  look();
  EXPECT_THAT(metrics.text(), HasSubstr("turnout_log_lag_events 0\n"));
  EXPECT_THAT(metrics.text(), HasSubstr("turnout_log_position_events 2\n"));
}

TEST_F(StoreWatchTest, EndsAProcessThatHasReadMoreThanTheStoreHas) {
  desk.must(testing::report());
  tail.begin_after(2);
  EXPECT_THROW(look(), event_store::BrokenRecord);
}

TEST_F(StoreWatchTest, TellsHowLongTheOldestDeadlineHasBeenDueUntilItFires) {
  look();
  expect_age(0);
  desk.must(testing::report());
  desk.clock.advance(50s);
  look();
  expect_age(0);
  desk.clock.advance(13s);  // 60 s to assign
  look();
  expect_age(3);
  desk.clock.advance(2s);
  watch.show_age();  // the store may be away
  expect_age(5);
  EXPECT_TRUE(testing::run(io, desk.fire_due(kIncident)));
  look();
  expect_age(0);
}

}  // namespace
}  // namespace turnout::host
