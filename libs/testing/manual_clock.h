// A service clock that stands still until a test moves it.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>

#include "runtime/clock.h"

namespace turnout::testing {

class ManualClock final : public runtime::Clock {
 public:
  explicit ManualClock(std::int64_t now_ms) : now_ms_(now_ms) {}

  void advance(std::chrono::milliseconds by) { now_ms_ += by.count(); }
  void set(std::int64_t now_ms) { now_ms_ = now_ms; }

  std::int64_t now_ms() const override { return now_ms_; }
  // One service millisecond is one real one.
  std::chrono::nanoseconds real_until_after(std::int64_t at_ms) const override {
    return std::chrono::milliseconds(std::max<std::int64_t>(0, at_ms + 1 - now_ms_));
  }

 private:
  std::int64_t now_ms_;
};

}  // namespace turnout::testing
