#include "replay/exchange.h"

namespace turnout::replay {
namespace {

bool worth_repeating(const client::Reply& reply) {
  return client::may_repeat(reply) || reply.status.error_code() == grpc::StatusCode::DEADLINE_EXCEEDED;
}

}  // namespace

gpr_timespec after(std::chrono::nanoseconds delay) {
  return gpr_time_add(gpr_now(GPR_CLOCK_MONOTONIC), gpr_time_from_nanos(delay.count(), GPR_TIMESPAN));
}

Exchange::Exchange(std::size_t ticket, const client::Channel& channel, grpc::CompletionQueue& queue)
    : ticket_(ticket),
      channel_(channel),
      queue_(queue),
      backoff_(client::kShortestPause, client::kLongestPause) {}

void Exchange::begin(std::chrono::nanoseconds delay) {
  last_start_ = std::chrono::steady_clock::now() + delay + channel_.retry_for;
  if (delay > std::chrono::nanoseconds::zero()) {
    sleep(delay);
  } else {
    attempt();
  }
}

bool Exchange::advance() {
  if (std::exchange(sleeps_, false)) {
    attempt();
    return false;
  }
  reply_ = client::reply_of(status_, *context_);
  if (!worth_repeating(reply_)) return true;
  const auto pause = backoff_.next();
  if (std::chrono::steady_clock::now() + pause > last_start_) return true;
  sleep(pause);
  return false;
}

Answer Exchange::answer() const {
  Answer answer{.ticket = ticket_, .refusal = reply_.refusal, .incident = {}, .order = 0, .tries = tries_};
  if (answer.refusal) return answer;
  if (!reply_.status.ok()) throw client::unanswered(channel_, reply_.status);
  fill(answer);
  return answer;
}

void Exchange::cancel() {
  if (sleeps_) {
    alarm_.Cancel();
  } else {
    context_->TryCancel();
  }
}

void Exchange::attempt() {
  ++tries_;
  context_ = std::make_unique<grpc::ClientContext>();
  context_->set_deadline(after(channel_.deadline));
  call(*context_, status_);
}

void Exchange::sleep(std::chrono::nanoseconds delay) {
  sleeps_ = true;
  alarm_.Set(&queue_, after(delay), this);
}

}  // namespace turnout::replay
