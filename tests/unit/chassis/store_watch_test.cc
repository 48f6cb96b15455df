#include "chassis/store_watch.h"

#include <gmock/gmock.h>

#include "event_store/memory_event_store.h"
#include "event_store/stored_form.h"
#include "testing/command_runner.h"

namespace turnout::chassis {
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
  StoreWatchTest() { log.belongs_to("memory"); }
  void poll() { testing::run(io, watch.poll()); }

  boost::asio::io_context io;
  telemetry::Metrics metrics{{.service = "test", .version = "test"}};
  event_store::MemoryEventStore store{io};
  event_store::LogPosition log{io};
  testing::CommandRunner runner{io, store, metrics};
  StoreWatch watch{store, log, runner.clock, metrics};
};

TEST_F(StoreWatchTest, TellsHowFarTheServiceIsBehindTheLog) {
  runner.must(testing::report(), testing::note());
  poll();
  EXPECT_THAT(metrics.text(), HasSubstr("turnout_log_lag_events 2\n"));
  log.advance_to(2);
  poll();
  EXPECT_THAT(metrics.text(), HasSubstr("turnout_log_lag_events 0\n"));
  EXPECT_THAT(metrics.text(), HasSubstr("turnout_log_position_events 2\n"));
}

TEST_F(StoreWatchTest, EndsAProcessThatHasReadMoreThanTheStoreHas) {
  runner.must(testing::report());
  log.advance_to(2);
  EXPECT_THROW(poll(), event_store::BrokenRecord);
}

// Its commits have reached the sequence again that this process had read.
TEST_F(StoreWatchTest, EndsAProcessWhoseStoreWasRestored) {
  runner.must(testing::report());
  log.advance_to(1);
  EXPECT_NO_THROW(poll());
  store.restore_as("restored");
  EXPECT_THROW(poll(), event_store::BrokenRecord);
}

TEST_F(StoreWatchTest, TellsHowLongTheOldestDeadlineHasBeenDueUntilItFires) {
  poll();
  expect_age(0);
  runner.must(testing::report());
  runner.clock.advance(50s);
  poll();
  expect_age(0);
  runner.clock.advance(13s);  // 60 s to assign
  poll();
  expect_age(3);
  runner.clock.advance(2s);
  watch.show_age();  // the store may be away
  expect_age(5);
  EXPECT_TRUE(testing::run(io, runner.fire_due(kIncident)));
  poll();
  expect_age(0);
}

}  // namespace
}  // namespace turnout::chassis
