#include "dispatch/incident_work_queue.h"

#include <gmock/gmock.h>

#include <boost/asio/io_context.hpp>
#include <stdexcept>
#include <vector>

#include "testing/run.h"

namespace turnout::dispatch {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct IncidentWorkQueueTest : ::testing::Test {
  // Drains the queue and lists what was evaluated.
  std::vector<std::string> drained(std::function<void(const std::string&)> also = [](const std::string&) {}) {
    std::vector<std::string> seen;
    std::function<Awaitable<void>(std::string)> evaluate = [&](std::string id) -> Awaitable<void> {
      seen.push_back(id);
      also(id);
      co_return;
    };
    testing::run(io, queue.drain(evaluate));
    return seen;
  }

  boost::asio::io_context io;
  IncidentWorkQueue queue{io};
};

TEST_F(IncidentWorkQueueTest, EvaluatesEachIncidentOnceHoweverManyEventsNameIt) {
  for (const char* id : {"b", "a", "b", "a"}) queue.add(id);
  EXPECT_THAT(drained(), ElementsAre("a", "b"));
  EXPECT_THAT(drained(), IsEmpty());
}

TEST_F(IncidentWorkQueueTest, EvaluatesAgainWhatIsNamedMeanwhile) {
  queue.add("a");
  int left = 2;
  EXPECT_THAT(drained([&](const std::string& id) {
                if (--left > 0) queue.add(id);
              }),
              ElementsAre("a", "a"));
}

TEST_F(IncidentWorkQueueTest, KeepsTheIncidentWhoseEvaluationFailed) {
  queue.add("a");
  EXPECT_THROW(drained([](const std::string&) { throw std::runtime_error("away"); }), std::runtime_error);
  EXPECT_THAT(drained(), ElementsAre("a"));
}

TEST_F(IncidentWorkQueueTest, WakesItsLoopWhenSomethingIsAdded) {
  auto waiting = testing::start(io, queue.wait_for(1h));
  io.poll();
  queue.add("a");
  testing::run(io, std::move(waiting));
  testing::run(io, queue.wait_for(1h));
  EXPECT_THAT(drained(), ElementsAre("a"));
  testing::run(io, queue.wait_for(1ms));
}

}  // namespace
}  // namespace turnout::dispatch
