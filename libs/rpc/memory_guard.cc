#include "rpc/memory_guard.h"

#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <string>
#include <utility>

#include "runtime/log.h"

namespace turnout::rpc {
namespace {

constexpr std::chrono::seconds kPeriod{5};
constexpr std::size_t kRoom = std::size_t{256} << 20U;
// After connections were ended, what gRPC has already read still takes memory.
constexpr std::size_t kGrowthUntilNext = std::size_t{16} << 20U;

std::size_t resident_bytes() {
  std::ifstream file("/proc/self/statm");
  std::size_t pages = 0;
  file >> pages >> pages;
  return pages * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

}  // namespace

MemoryGuard::MemoryGuard(MemoryLimits limits, OpenConnections& connections)
    : limits_(limits), connections_(connections), before_(resident_bytes()), at_begin_(before_) {
  limits_.most = std::max(limits_.most, before_ + kRoom);
}

MemoryGuard::Finding MemoryGuard::look() {
  const std::size_t resident = resident_bytes();
  if (resident > limits_.most) {
    log::error("memory is exhausted", {{"resident_mib", resident >> 20U}, {"most_mib", limits_.most >> 20U}});
    return Finding::kExhausted;
  }
  if (Clock::now() - period_begun_ > kPeriod) {
    period_begun_ = Clock::now();
    before_ = std::exchange(at_begin_, resident);
    acted_at_ = 0;
    connections_.begin_period();
  }
  if (!grows_too_fast(resident)) return Finding::kFine;
  acted_at_ = resident;
  const std::vector<std::string> ended = connections_.end_largest_senders();
  if (ended.empty()) return Finding::kFine;
  log::warn("memory grows fast, ended the connections that send the most",
            {{"resident_mib", resident >> 20U}, {"connections", ended.size()}, {"address", ended.front()}});
  return Finding::kConnectionsEnded;
}

bool MemoryGuard::grows_too_fast(std::size_t resident) const {
  const std::size_t base = std::min(before_, at_begin_);
  return resident > std::max(base + limits_.most_growth, acted_at_ == 0 ? 0 : acted_at_ + kGrowthUntilNext);
}

}  // namespace turnout::rpc
