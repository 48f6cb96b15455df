// A district in memory as a service serves it, for the tests of verbs and loops. Time stands still until a test moves it.
#pragma once

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <exception>
#include <list>
#include <string>
#include <vector>

#include "../event_store/memory_district.h"
#include "chassis/city.h"
#include "chassis/district.h"
#include "chassis/positions.h"
#include "deployed.h"

namespace turnout::chassis {

inline constexpr double kSpeedMps = 10;

// The policy that acts, with a speed for predictions.
inline Rules acting_rules() {
  Rules rules{.policy = testing::acting_policy(), .roster = testing::default_roster()};
  v1::TravelSpeed& speed = *rules.policy.add_travel_speeds();
  speed.set_area_class(v1::AREA_CLASS_URBAN);
  speed.set_metres_per_second(kSpeedMps);
  return rules;
}

// Where no Redis is.
inline redis::ConnectionOptions nowhere() {
  redis::ConnectionOptions options;
  options.port = 1;
  return options;
}

struct ServedDistrict : event_store::FollowedDistrict {
  ServedDistrict() {
    elsewhere.policy = rules.policy;
    follower.listen([this](const std::vector<event_store::Entry>& entries) { executor.take(entries); });
  }
  void TearDown() override {
    positions.close();
    for (Loop& loop : loops_) loop.stop.emit(boost::asio::cancellation_type::terminal);
    testing::run_until(io, [this] { return std::ranges::all_of(loops_, &Loop::has_ended); });
  }

  // A service that starts now: it knows the open incidents and all units, and follows the log from there.
  void start_service() {
    position.advance_to(run(view.load_current()));
    start(follower.run());
  }
  // Starts a loop, which runs until the end of the test.
  void start(Awaitable<void> work) {
    Loop& loop = loops_.emplace_back();
    boost::asio::co_spawn(
        io, std::move(work),
        boost::asio::bind_cancellation_slot(loop.stop.slot(),
                                            [&loop](const std::exception_ptr&) { loop.has_ended = true; }));
  }
  // What others send at this time since the call.
  template <class... Commands>
  void others_send_after(testing::Duration since_call, const Commands&... commands) {
    elsewhere.clock.set(testing::kCallAtMs + since_call.count());
    elsewhere.must(commands...);
  }
  void set_time(testing::Duration since_call) { clock.set(testing::kCallAtMs + since_call.count()); }

  // Runs until the log has so many events of this kind.
  void run_until_logged(v1::Event::BodyCase body, std::size_t count = 1) {
    testing::run_until(io, [this, body, count] { return logged(body).size() >= count; });
  }
  // Lets everything go on that would go on within some rounds of the loops.
  void run_for(std::chrono::milliseconds time) {
    if (io.stopped()) io.restart();
    io.run_for(time);
  }
  std::vector<v1::Event> logged(v1::Event::BodyCase body) {
    std::vector<v1::Event> found;
    for (const auto& entry : log()) {
      if (entry.event.body_case() == body) found.push_back(entry.event);
    }
    return found;
  }
  // The log is read beside the loops: without running them from inside.
  std::vector<event_store::LoggedEvent> log() {
    return run(memory.read_after(0, 100'000, std::chrono::milliseconds(0)));
  }

  // The same district as another process of the service sees it.
  District with_executor(event_store::Executor& other) {
    return {.name = "d1",
            .fingerprint_secret = testing::kFingerprintSecret,
            .city = city,
            .rules = rules,
            .clock = clock,
            .metrics = metrics,
            .store = store,
            .executor = other,
            .view = view,
            .log = position,
            .follower = follower,
            .positions = positions,
            .last_positions = positions.last()};
  }

  testing::ManualClock clock{testing::kCallAtMs};
  event_store::Executor executor{io, store, view, clock, metrics};
  City city{kDeployedStations};
  Rules rules = acting_rules();
  Positions positions{io, nowhere(), "d1", metrics};  // nothing is published
  District district = with_executor(executor);

 private:
  struct Loop {
    boost::asio::cancellation_signal stop;
    bool has_ended = false;
  };
  std::list<Loop> loops_;
};

}  // namespace turnout::chassis
