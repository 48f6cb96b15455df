#include "replay/player.h"

#include <algorithm>

#include "client/services.h"
#include "domain/clocks.h"

namespace turnout::replay {
namespace {

constexpr std::chrono::milliseconds kTick{100};
constexpr std::chrono::milliseconds kLookAgainAfter{50};
constexpr int kMaxLooks = 2'400;  // 120 s

// True for steps with a planned time. The steps that end a call follow as soon as possible.
bool is_timed(Step step) {
  return step < Step::kAwaitTurnout;
}

}  // namespace

Player::Player(const Plan& plan, const Requests& requests, const runtime::Clock& clock, Transport& transport)
    : plan_(plan),
      requests_(requests),
      clock_(clock),
      transport_(transport),
      waits_for_(plan.actions.size()),
      followers_(plan.actions.size()) {
  for (std::size_t place = 0; place < plan.actions.size(); ++place) {
    const Action& action = plan.actions[place];
    waits_for_[place] = 1 + action.after.size();
    for (const std::size_t earlier : action.after) followers_[earlier].push_back(place);
    if (action.call >= orders_.size()) {
      orders_.resize(action.call + 1);
      turnouts_.resize(action.call + 1);
    }
    auto& of_call = orders_[action.call];
    of_call.resize(std::max(of_call.size(), action.order + 1));
  }
}

Played Player::play(const std::function<void(const PlayState&)>& on_tick) {
  while (finished_ < plan_.actions.size()) {
    const std::int64_t now_ms = clock_.now_ms();
    while (next_due_ < plan_.actions.size() && plan_.actions[next_due_].at_ms <= now_ms) release(next_due_++);
    on_tick(state());
    if (const auto answer = transport_.next(patience())) take(*answer);
  }
  on_tick(state());
  return std::move(played_);
}

void Player::release(std::size_t place) {
  if (--waits_for_[place] == 0) start(place);
}

void Player::start(std::size_t place) {
  const Action& action = plan_.actions[place];
  if (!can_send(action)) {
    played_.not_sent.push_back(&action);
    finish(place);
  } else if (action.step == Step::kAwaitTurnout) {
    await_turnout(place);
  } else {
    if (is_timed(action.step)) unanswered_.insert(place);
    transport_.send(place, requests_.request_for(action, order(action)), {});
  }
}

bool Player::can_send(const Action& action) const {
  switch (action.step) {
    case Step::kReport:
      return true;
    case Step::kEnRoute:
    case Step::kOnScene:
    case Step::kClear:
      return order(action) != 0;
    case Step::kAssign:
    case Step::kAwaitTurnout:
    case Step::kDisposition:
    case Step::kClose:
      break;
  }
  return turnouts_[action.call].reported;
}

void Player::await_turnout(std::size_t place) {
  const Action& action = plan_.actions[place];
  TurnoutClock& turnout = turnouts_[action.call];
  if (turnout.ended) return finish(place);
  if (++turnout.looked > kMaxLooks) {
    throw client::Unanswered("the turnout deadline of incident " + requests_.incident_id(action.call) +
                             " has not fired 120 s after its time: is the deadline keeper running?");
  }
  const auto until_due = clock_.real_until_after(turnout.due_at_ms);
  transport_.send(place, requests_.request_for(action, 0),
                  std::max<std::chrono::nanoseconds>(until_due, kLookAgainAfter));
}

void Player::take(const Answer& answer) {
  const Action& action = plan_.actions[answer.ticket];
  played_.repeated += answer.tries - 1;
  unanswered_.erase(answer.ticket);
  if (action.step != Step::kAwaitTurnout) ++played_.commands;
  if (answer.refusal) {
    played_.refused.push_back({&action, *answer.refusal});
    return finish(answer.ticket);
  }
  TurnoutClock& turnout = turnouts_[action.call];
  turnout.reported = true;
  const v1::Clock* clock = domain::find_clock(answer.incident, v1::CLOCK_KIND_TURNOUT);
  turnout.ended = clock == nullptr || !domain::is_running(*clock) || domain::is_overdue(*clock);
  if (clock != nullptr) turnout.due_at_ms = clock->due_at_ms();
  if (action.step == Step::kAwaitTurnout) return await_turnout(answer.ticket);
  if (action.step == Step::kAssign) order(action) = answer.order;
  if (is_timed(action.step)) played_.answered_after_ms.push_back(clock_.now_ms() - action.at_ms);
  finish(answer.ticket);
}

void Player::finish(std::size_t place) {
  ++finished_;
  for (const std::size_t follower : followers_[place]) release(follower);
}

std::chrono::nanoseconds Player::patience() const {
  if (next_due_ == plan_.actions.size()) return kTick;
  return std::min<std::chrono::nanoseconds>(kTick,
                                            clock_.real_until_after(plan_.actions[next_due_].at_ms - 1));
}

PlayState Player::state() const {
  PlayState state{.done = finished_,
                  .total = plan_.actions.size(),
                  .under_way = transport_.under_way(),
                  .now_ms = clock_.now_ms(),
                  .behind_ms = 0,
                  .ends_at_ms = plan_.actions.empty() ? 0 : plan_.actions.back().at_ms};
  if (!unanswered_.empty()) state.behind_ms = state.now_ms - plan_.actions[*unanswered_.begin()].at_ms;
  return state;
}

std::uint32_t Player::order(const Action& action) const {
  return orders_[action.call][action.order];
}

}  // namespace turnout::replay
