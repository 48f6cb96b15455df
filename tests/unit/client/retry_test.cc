#include "client/retry.h"

#include <gtest/gtest.h>

#include <vector>

namespace turnout::client {
namespace {

using std::chrono::milliseconds;

// Time that passes only while somebody pauses.
struct Retry : testing::Test {
  Pacing pacing{.now = [this] { return now; },
                .pause =
                    [this](milliseconds time) {
                      pauses.push_back(time);
                      now += time;
                    }};

  // Gives these answers in turn, the last one again and again.
  Reply run(std::vector<Reply> answers, milliseconds retry_for) {
    return repeat(
        [&] {
          const std::size_t next = std::min(tries, answers.size() - 1);
          ++tries;
          return answers[next];
        },
        retry_for, pacing);
  }

  std::chrono::steady_clock::time_point now{};
  std::vector<milliseconds> pauses;
  std::size_t tries = 0;
};

Reply reply(grpc::StatusCode code) {
  return {.status = grpc::Status(code, "said so"), .refusal = {}};
}

TEST_F(Retry, EndsWithTheFirstAnswer) {
  const Reply last = run({reply(grpc::UNAVAILABLE), reply(grpc::ABORTED), {}}, milliseconds(5000));
  EXPECT_TRUE(last.status.ok());
  EXPECT_EQ(tries, 3u);
}

TEST_F(Retry, RepeatsNothingThatIsFinal) {
  for (const auto code :
       {grpc::OK, grpc::INVALID_ARGUMENT, grpc::NOT_FOUND, grpc::DEADLINE_EXCEEDED, grpc::INTERNAL,
        grpc::FAILED_PRECONDITION, grpc::RESOURCE_EXHAUSTED, grpc::UNIMPLEMENTED}) {
    tries = 0;
    EXPECT_EQ(run({reply(code)}, milliseconds(5000)).status.error_code(), code);
    EXPECT_EQ(tries, 1u) << code;
  }
}

TEST_F(Retry, RepeatsNoRefusal) {
  Reply refused = reply(grpc::UNAVAILABLE);
  refused.refusal.emplace();
  run({refused}, milliseconds(5000));
  EXPECT_EQ(tries, 1u);
}

TEST_F(Retry, GivesUpWithinItsBound) {
  const Reply last = run({reply(grpc::UNAVAILABLE)}, milliseconds(5000));
  EXPECT_EQ(last.status.error_code(), grpc::UNAVAILABLE);
  EXPECT_GT(tries, 5u);
  EXPECT_LE(now.time_since_epoch(), milliseconds(5000));
  EXPECT_GT(now.time_since_epoch(), milliseconds(3500));
}

TEST_F(Retry, TriesOnceWhenTheBoundIsZero) {
  run({reply(grpc::UNAVAILABLE)}, milliseconds(0));
  EXPECT_EQ(tries, 1u);
  EXPECT_TRUE(pauses.empty());
}

TEST_F(Retry, PausesLongerAndLongerUpToASecond) {
  run({reply(grpc::UNAVAILABLE)}, milliseconds(20'000));
  ASSERT_GT(pauses.size(), 8u);
  EXPECT_LE(pauses.front(), kShortestPause);
  for (const milliseconds pause : pauses) EXPECT_LE(pause, kLongestPause);
  EXPECT_GE(pauses.back(), kLongestPause / 2);
}

}  // namespace
}  // namespace turnout::client
