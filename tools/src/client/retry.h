// Bounded repetition of one call with the same request.
//
// UNAVAILABLE and ABORTED are repeated: the services guarantee that a repeated request has the same outcome. All
// other statuses are final. DEADLINE_EXCEEDED is final because repeating would add load to a slow service.
#pragma once

#include <grpcpp/support/status.h>

#include <chrono>
#include <functional>
#include <optional>

#include "turnout/v1/refusal.pb.h"

namespace turnout::client {

// How one try ended.
struct Reply {
  grpc::Status status;
  std::optional<v1::Refusal> refusal;  // from the trailer
};

// Real time, or a test's.
struct Pacing {
  std::function<std::chrono::steady_clock::time_point()> now;
  std::function<void(std::chrono::milliseconds)> pause;
};
Pacing real_pacing();

constexpr std::chrono::milliseconds kShortestPause{50};
constexpr std::chrono::milliseconds kLongestPause{1000};

bool may_repeat(const Reply& reply);

// Tries until the reply is final or the next try would begin more than `retry_for` after the first. Pauses
// between tries, twice as long each time, with jitter. Returns the last reply.
Reply repeat(const std::function<Reply()>& attempt, std::chrono::milliseconds retry_for,
             const Pacing& pacing);

}  // namespace turnout::client
