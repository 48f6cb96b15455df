#include "client/retry.h"

#include <thread>

#include "runtime/backoff.h"

namespace turnout::client {

Pacing real_pacing() {
  return {.now = [] { return std::chrono::steady_clock::now(); },
          .pause = [](std::chrono::milliseconds pause) { std::this_thread::sleep_for(pause); }};
}

bool may_repeat(const Reply& reply) {
  const grpc::StatusCode code = reply.status.error_code();
  return !reply.refusal && (code == grpc::StatusCode::UNAVAILABLE || code == grpc::StatusCode::ABORTED);
}

Reply repeat(const std::function<Reply()>& attempt, std::chrono::milliseconds retry_for,
             const Pacing& pacing) {
  runtime::Backoff backoff(kShortestPause, kLongestPause);
  const auto last_start = pacing.now() + retry_for;
  for (;;) {
    Reply reply = attempt();
    if (!may_repeat(reply)) return reply;
    const std::chrono::milliseconds pause = backoff.next();
    if (pacing.now() + pause > last_start) return reply;
    pacing.pause(pause);
  }
}

}  // namespace turnout::client
