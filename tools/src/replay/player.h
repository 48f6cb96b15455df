// Plays a plan: sends every action once its time on the service clock has come and the actions before it are
// answered.
//
// Not thread-safe: one thread sends and waits.
#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <vector>

#include "replay/plan.h"
#include "replay/requests.h"
#include "replay/transport.h"
#include "runtime/clock.h"

namespace turnout::replay {

struct PlayState {
  std::size_t done = 0;
  std::size_t total = 0;
  std::size_t under_way = 0;
  std::int64_t now_ms = 0;      // service clock
  std::int64_t behind_ms = 0;   // how long ago the oldest unanswered stage was due, service clock
  std::int64_t ends_at_ms = 0;  // time of the last action
};

// A command that a service refused.
struct RefusedAction {
  const Action* action = nullptr;
  v1::Refusal refusal;
};

// The result of a replay. Its actions belong to the plan, which must outlive it.
struct Played {
  std::size_t commands = 0;  // answered, including refused ones
  std::vector<RefusedAction> refused;
  std::vector<const Action*> not_sent;          // their order or call was refused
  std::uint64_t repeated = 0;                   // tries after the first
  std::vector<std::int64_t> answered_after_ms;  // of each report and stage, since its time, service clock
};

class Player {
 public:
  // All must outlive it.
  Player(const Plan& plan, const Requests& requests, const runtime::Clock& clock, Transport& transport);

  // Plays to the end. `on_tick` is called at least ten times a second; an exception from it ends the replay. Throws
  // client::Unanswered when a service stays unavailable, or a deadline has not fired 120 s after its time.
  Played play(const std::function<void(const PlayState&)>& on_tick);

 private:
  struct TurnoutClock {
    bool reported = false;
    bool ended = false;  // stopped, or its deadline has fired
    std::int64_t due_at_ms = 0;
    int looked = 0;
  };

  void release(std::size_t place);
  void start(std::size_t place);
  bool can_send(const Action& action) const;
  void await_turnout(std::size_t place);
  void take(const Answer& answer);
  void finish(std::size_t place);
  std::chrono::nanoseconds patience() const;
  PlayState state() const;
  std::uint32_t& order(const Action& action) { return orders_[action.call][action.order]; }
  std::uint32_t order(const Action& action) const;

  const Plan& plan_;
  const Requests& requests_;
  const runtime::Clock& clock_;
  Transport& transport_;

  std::vector<std::size_t> waits_for_;  // by action: number of answers to wait for, plus 1 until its time
  std::vector<std::vector<std::size_t>> followers_;  // by action
  std::set<std::size_t> unanswered_;                 // reports and stages that were sent
  std::size_t next_due_ = 0;                         // all before it have come due
  std::size_t finished_ = 0;
  std::vector<std::vector<std::uint32_t>> orders_;  // numbers, by call and order; 0 = none
  std::vector<TurnoutClock> turnouts_;              // by call
  Played played_;
};

}  // namespace turnout::replay
