#include "accountability/compliance_projection.h"

#include <gmock/gmock.h>

#include <boost/asio/io_context.hpp>

#include "event_store/memory_event_store.h"
#include "testing/command_runner.h"

namespace turnout::accountability {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::kIncident;
using testing::kOtherIncident;
using testing::note;
using testing::report;

// A log whose last events the service has read as it starts: the projection has to read them all.
struct ComplianceProjectionTest : ::testing::Test {
  // The service's own follower has come up to here.
  void follow_to_the_end() { log.advance_to(testing::run(io, store.last_sequence())); }
  void build() { testing::run(io, projection.build()); }
  void build_all() {
    follow_to_the_end();
    build();
  }
  // What is new in the log since `sequence`, as the follower would bring it.
  void take_after(std::uint64_t sequence) {
    event_store::DistrictView view(store);
    const auto events = testing::run(io, store.read_after(0, 1'000, 0ms));
    auto entries = testing::run(io, view.take(events));
    std::erase_if(entries,
                  [sequence](const event_store::Entry& entry) { return entry.sequence <= sequence; });
    projection.take(entries);
    log.advance_to(events.back().sequence);
  }
  // Why it is not complete; empty = it is.
  std::string missing() {
    try {
      projection.require_complete();
    } catch (const runtime::Unavailable& unavailable) {
      return unavailable.what();
    }
    return "";
  }

  boost::asio::io_context io;
  telemetry::Metrics metrics{{.service = "test", .version = "test"}};
  event_store::MemoryEventStore store{io};
  event_store::LogPosition log{io};
  testing::CommandRunner runner{io, store, metrics};
  ComplianceProjection projection{io, store, log, metrics};
};

TEST_F(ComplianceProjectionTest, IsNotCompleteBeforeItHasReadTheWholeLog) {
  runner.must(report(), note());
  follow_to_the_end();
  EXPECT_THAT(missing(), HasSubstr("0 of 2 events"));
  build();
  EXPECT_EQ(missing(), "");
}

TEST_F(ComplianceProjectionTest, OfAnEmptyLogIsCompleteAtOnce) {
  build_all();
  EXPECT_EQ(missing(), "");
  EXPECT_THAT(projection.incidents(), IsEmpty());
}

TEST_F(ComplianceProjectionTest, LeavesOutWhatTheFollowerBringsUntilItIsComplete) {
  runner.must(report());
  take_after(0);
  EXPECT_THAT(projection.incidents(), IsEmpty());
  build();
  EXPECT_THAT(projection.incidents().at(kIncident).sequences, ElementsAre(1));
  runner.must(note());
  take_after(1);
  EXPECT_THAT(projection.incidents().at(kIncident).sequences, ElementsAre(1, 2));
}

TEST_F(ComplianceProjectionTest, ReadsALongLogToItsEnd) {
  runner.must(report());
  for (int i = 0; i < 180; ++i) runner.must(note());
  build_all();
  EXPECT_EQ(projection.incidents().at(kIncident).sequences.size(), 181U);
}

TEST_F(ComplianceProjectionTest, HoldsTheTimesThatWaitUntilASupervisorHasRuled) {
  runner.must(report(), testing::register_unit(), testing::assign());
  runner.must(testing::milestone(v1::MILESTONE_EN_ROUTE).device(120s));
  build_all();
  ASSERT_EQ(projection.pending_times().count(kIncident), 1U);
  EXPECT_EQ(projection.pending_times().at(kIncident).size(), 1U);
  const std::uint64_t before = log.last_sequence();
  runner.must(testing::confirm_time(v1::MILESTONE_EN_ROUTE, false));
  take_after(before);
  EXPECT_THAT(projection.pending_times(), IsEmpty());
}

TEST_F(ComplianceProjectionTest, RemembersWhereAnIncidentsEventsStandInTheLog) {
  runner.must(testing::register_unit(), report(), report(kOtherIncident), note());
  build_all();
  EXPECT_THAT(projection.incidents().at(kIncident).sequences, ElementsAre(2, 4));
}

// After a failed read the log is read again from where it was.
TEST_F(ComplianceProjectionTest, CountsAnEntryThatComesTwiceOnce) {
  runner.must(report(), note());
  build_all();
  take_after(0);
  EXPECT_THAT(projection.incidents().at(kIncident).sequences, ElementsAre(1, 2));
}

}  // namespace
}  // namespace turnout::accountability
