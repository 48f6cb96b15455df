// Bounded repetition of one call with the same request.
//
// UNAVAILABLE and ABORTED are tried again: the services promise that the same request again has the same
// outcome. Anything else is final, also DEADLINE_EXCEEDED: a service that is too slow is not helped by more
// work.
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

// Tries until the reply is final or the next try would begin more than `retry_for` after the first. Between
// tries it pauses, twice as long each time and jittered. The last reply.
Reply repeat(const std::function<Reply()>& attempt, std::chrono::milliseconds retry_for,
             const Pacing& pacing);

}  // namespace turnout::client
