#include "accountability/keep_deadlines.h"

#include <algorithm>
#include <utility>

#include "domain/deadlines.h"
#include "runtime/errors.h"
#include "runtime/spawn.h"
#include "telemetry/background_loop.h"

namespace turnout::accountability {
namespace {

using Steady = std::chrono::steady_clock;

constexpr std::size_t kRefillBatch = 512;
constexpr std::size_t kMaxFiring = 256;
constexpr std::chrono::seconds kReadEvery{1};
// A deadline that fell due while Redis could not be reached fires at most this long after Redis is back.
constexpr std::chrono::milliseconds kLongestPause{100};

}  // namespace

DeadlineKeeper::DeadlineKeeper(boost::asio::io_context& io, chassis::District& district)
    : io_(io), district_(district), changed_(io) {}

Awaitable<void> DeadlineKeeper::run() {
  began_at_ms_ = district_.clock.now_ms();
  return telemetry::run_loop(
      io_, district_.metrics, telemetry::Loop::kDeadlineKeeper, [this] { return keep(); }, kLongestPause);
}

Awaitable<void> DeadlineKeeper::keep() {
  if (queue_.is_used_up() || Steady::now() >= read_again_at_) co_await refill_queue();
  fire_what_is_due();
  district_.metrics.keeper_went_round();
  co_await changed_.wait_for(until_next());
  if (trouble_.empty()) co_return;
  read_again_at_ = {};
  throw runtime::Unavailable(std::exchange(trouble_, ""));
}

Awaitable<void> DeadlineKeeper::refill_queue() {
  const std::vector<event_store::DueIncident> nearest = co_await district_.store.next_due(kRefillBatch);
  queue_.add(nearest, kRefillBatch);
  read_again_at_ = Steady::now() + kReadEvery;
}

void DeadlineKeeper::fire_what_is_due() {
  const std::int64_t now_ms = district_.clock.now_ms();
  while (firing_ < kMaxFiring) {
    const std::optional<DeadlineQueue::Turn> turn = queue_.take_turn(now_ms);
    if (!turn) return;
    if (affinity_.is_left_to_others(turn->incident_id) && !turn->is_postponed) {
      queue_.postpone(*turn, now_ms + KeeperAffinity::kGraceMs);
    } else {
      ++firing_;
      runtime::spawn(io_, fire(turn->incident_id));
    }
  }
}

Awaitable<void> DeadlineKeeper::fire(std::string incident_id) {
  try {
    const bool fired = co_await fire_if_due(incident_id);
    if (fired) {
      affinity_.has_fired(incident_id);
    } else {
      affinity_.was_slower(incident_id);
      district_.metrics.deadline_hint_was_stale();
    }
  } catch (const runtime::WorldError& error) {
    trouble_ = error.what();
  }
  --firing_;
  changed_.wake();
}

Awaitable<bool> DeadlineKeeper::fire_if_due(std::string incident_id) {
  event_store::Target target;
  target.incident_id = std::move(incident_id);
  event_store::Executor::Decide what_is_due = [this](const domain::Aggregates& states,
                                                     std::int64_t now_ms) -> domain::Decision {
    return domain::decide_due(states, district_.context(now_ms));
  };
  const auto fired = co_await district_.executor.act(std::move(target), std::move(what_is_due));
  co_return fired.value();
}

std::chrono::nanoseconds DeadlineKeeper::until_next() const {
  const std::chrono::nanoseconds left = read_again_at_ - Steady::now();
  if (firing_ >= kMaxFiring) return left;
  if (queue_.is_used_up()) return left.zero();
  if (queue_.next_ms() == DeadlineQueue::kNever) return left;
  return std::min(left, district_.clock.real_until_after(queue_.next_ms()));
}

void DeadlineKeeper::take(const std::vector<event_store::Entry>& entries) {
  bool is_earlier = false;
  for (const event_store::Entry& entry : entries) {
    // The store's index already contains earlier events and their effect.
    if (!entry.incident || entry.event->at_ms() < began_at_ms_) continue;
    is_earlier |= queue_.set(entry.incident->id(), domain::next_due_ms(*entry.incident));
  }
  if (is_earlier) changed_.wake();
}

}  // namespace turnout::accountability
