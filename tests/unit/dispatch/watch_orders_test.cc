#include "dispatch/watch_orders.h"

#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/slice.h>

#include "../chassis/served_district.h"

namespace turnout::dispatch {
namespace {

using namespace std::chrono_literals;
using testing::assign;
using testing::kIncident;
using testing::register_unit;
using testing::report;

using Message = v1::WatchOrdersResponse;
using WatchEnd = domain::Outcome<rpc::Done>;

// A terminal that goes away when it has what it wants.
struct WatchingTerminal final : rpc::StreamSink<rpc::EncodedMessage> {
  explicit WatchingTerminal(std::size_t count) : wanted(count) {}

  Awaitable<bool> write(rpc::EncodedMessage encoded) override {
    std::vector<grpc::Slice> slices;
    encoded.buffer().Dump(&slices);
    std::string bytes;
    for (const grpc::Slice& slice : slices)
      bytes.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
    EXPECT_TRUE(messages.emplace_back().ParseFromString(bytes));
    co_return messages.size() < wanted;
  }

  std::size_t wanted;
  std::vector<Message> messages;
};

struct WatchOrders : chassis::ServedDistrict {
  WatchOrders() {
    follower.listen([this](const std::vector<event_store::Entry>& entries) { topic.take(entries); });
  }
  std::future<WatchEnd> watch(WatchingTerminal& terminal, const std::string& unit,
                              const std::string& cursor = "") {
    v1::WatchOrdersRequest request;
    request.set_unit_id(unit);
    request.set_cursor(cursor);
    return testing::start(io, watch_orders(district, topic, request, OrderTopic::Writer(terminal)));
  }
  std::vector<Message> first(std::size_t count, const std::string& unit, const std::string& cursor = "") {
    WatchingTerminal terminal(count);
    EXPECT_TRUE(testing::run(io, watch(terminal, unit, cursor)));
    return terminal.messages;
  }
  void wait_for_watcher() {
    testing::run_until(io, [this] { return topic.has_watchers(); });
  }

  OrderTopic topic{io, {store, view, position}, metrics, OrderChanges{view, store}};
};

TEST_F(WatchOrders, BeginsWithTheOrderThatIsActive) {
  elsewhere.must(report(), register_unit(), assign());
  start_service();
  const Message now = first(1, "car-1").front();
  EXPECT_EQ(now.unit().id(), "car-1");
  EXPECT_EQ(now.incident().id(), kIncident);
  EXPECT_EQ(now.order().number(), 1U);
  EXPECT_EQ(now.cursor(), "memory-3");
  EXPECT_EQ(now.unit().applied_size(), 0);
}

TEST_F(WatchOrders, BeginsWithTheUnitAloneWhereItHasNoOrder) {
  elsewhere.must(report(), register_unit());
  start_service();
  const Message now = first(1, "car-1").front();
  EXPECT_FALSE(now.has_incident());
  EXPECT_FALSE(now.has_order());
}

TEST_F(WatchOrders, BringsANewOrderAndItsEnd) {
  elsewhere.must(report(), register_unit("car-1"), register_unit("car-2"));
  start_service();
  WatchingTerminal terminal(3);
  auto watching = watch(terminal, "car-1");
  wait_for_watcher();
  elsewhere.must(assign("car-2"), assign("car-1"), testing::recall("car-2"), testing::recall("car-1"));
  EXPECT_TRUE(testing::run(io, std::move(watching)));
  EXPECT_EQ(terminal.messages[1].order().number(), 2U);
  EXPECT_EQ(terminal.messages[1].cursor(), "memory-5");
  EXPECT_FALSE(terminal.messages[2].has_order());
  EXPECT_EQ(terminal.messages[2].incident().id(), kIncident);
}

TEST_F(WatchOrders, TellsACrewWhatIsNewOfItsIncident) {
  elsewhere.must(report(), register_unit("car-1"), register_unit("car-2"), assign("car-1"));
  start_service();
  WatchingTerminal terminal(3);
  auto watching = watch(terminal, "car-1");
  wait_for_watcher();
  elsewhere.must(testing::note("he has a knife"), testing::add_call());
  EXPECT_TRUE(testing::run(io, std::move(watching)));
  EXPECT_EQ(terminal.messages[1].incident().last_note().text().text(), "he has a knife");
  EXPECT_EQ(terminal.messages[1].order().number(), 1U);
  EXPECT_EQ(terminal.messages[2].incident().calls_total(), 2U);
}

TEST_F(WatchOrders, ResumesFarBehindWithTheOrderThatStandsAndReadsNothing) {
  elsewhere.must(report(), register_unit(), assign());
  for (int i = 0; i < 50; ++i) elsewhere.must(testing::note("missed"));
  start_service();
  const int loads = store.loads;
  const std::vector<Message> missed = first(1, "car-1", "memory-2");
  EXPECT_EQ(missed[0].cursor(), "memory-53");
  EXPECT_EQ(missed[0].order().number(), 1U);
  EXPECT_EQ(missed[0].incident().notes_total(), 50U);
  EXPECT_EQ(store.loads, loads);
}

TEST_F(WatchOrders, ResumesFarBehindWithoutAnOrderThatHasEnded) {
  elsewhere.must(report(), register_unit(), assign(), testing::recall());
  start_service();
  const std::vector<Message> missed = first(1, "car-1", "memory-3");
  EXPECT_FALSE(missed[0].has_order());
  EXPECT_EQ(missed[0].unit().status(), v1::UNIT_STATUS_AVAILABLE);
}

TEST_F(WatchOrders, ResumesCloseByWithEachChangeThatWasMissed) {
  elsewhere.must(report(), register_unit());
  start_service();
  WatchingTerminal other(4);
  auto watching = watch(other, "car-1");
  wait_for_watcher();
  elsewhere.must(assign(), testing::note("missed"));
  const std::vector<Message> missed = first(2, "car-1", "memory-2");
  EXPECT_EQ(missed[0].cursor(), "memory-3");
  EXPECT_EQ(missed[0].order().number(), 1U);
  EXPECT_EQ(missed[1].cursor(), "memory-4");
  elsewhere.must(testing::note("later"));
  EXPECT_TRUE(testing::run(io, std::move(watching)));
}

// What happens while the first message is being written comes after it.
TEST_F(WatchOrders, FollowsOnWhereWhatStandsEnds) {
  elsewhere.must(report(), register_unit());
  start_service();
  WatchingTerminal terminal(2);
  auto watching = watch(terminal, "car-1", "memory-0");
  wait_for_watcher();
  elsewhere.must(assign());
  EXPECT_TRUE(testing::run(io, std::move(watching)));
  EXPECT_FALSE(terminal.messages[0].has_order());
  EXPECT_EQ(terminal.messages[1].cursor(), "memory-3");
  EXPECT_EQ(terminal.messages[1].order().number(), 1U);
}

TEST_F(WatchOrders, RefusesAUnitThatDoesNotExist) {
  start_service();
  WatchingTerminal terminal(1);
  const WatchEnd refused = testing::run(io, watch(terminal, "nobody"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason(), v1::REFUSAL_REASON_UNKNOWN_UNIT);
}

}  // namespace
}  // namespace turnout::dispatch
