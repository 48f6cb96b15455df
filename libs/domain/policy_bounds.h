// What the figures of a policy and a roster may be. Files are read and checked against the same bounds.
#pragma once

#include <cstdint>

namespace turnout::domain {

constexpr std::int64_t kMinLimitMs = 1'000;
constexpr std::int64_t kMaxLimitMs = 366LL * 24 * 3'600 * 1'000;
constexpr std::int64_t kMaxWaitMs = 7LL * 24 * 3'600 * 1'000;  // of a level
constexpr std::int64_t kMinRepeatMs = 1'000;                   // of a ladder's last level; 0 = it does not
constexpr std::int64_t kDefaultRemindMs = 600'000;
constexpr std::int64_t kDefaultReopenWindowMs = 1'800'000;
constexpr std::int64_t kMinReopenWindowMs = 60'000;
constexpr std::int64_t kMaxReopenWindowMs = 86'400'000;
constexpr std::int64_t kDefaultDeviceToleranceMs = 2'000;
constexpr std::int64_t kMaxDeviceToleranceMs = 60'000;
constexpr std::int64_t kDefaultPlausibleStartMs = 86'400'000;
constexpr std::int64_t kMinPlausibleStartMs = 3'600'000;
constexpr std::int64_t kMaxPlausibleStartMs = 30LL * 86'400'000;
constexpr std::int64_t kMaxTurnoutTimeMs = 600'000;
constexpr std::uint32_t kMaxReassignments = 10;
constexpr double kMinRadiusM = 10;  // of a scene
constexpr double kMaxRadiusM = 5'000;
constexpr double kMinNearM = 1;  // of duplicates
constexpr double kMaxNearM = 5'000;
constexpr double kMinSpeedMps = 1;
constexpr double kMaxSpeedMps = 70;
constexpr int kMaxLimits = 1'000;
constexpr int kMaxWarnings = 5;  // of a clock
constexpr int kMaxLevels = 8;
constexpr int kMaxDuties = 5'000;

}  // namespace turnout::domain
