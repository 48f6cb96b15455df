// Watches the memory of the process. gRPC 1.51 bounds neither the streams nor the headers of a client that does not
// acknowledge its settings, so one connection can make the process grow by hundreds of MiB a second.
#pragma once

#include <chrono>
#include <cstddef>

#include "rpc/open_connections.h"

namespace turnout::rpc {

struct MemoryLimits {
  // Within 5 to 10 s. More ends the connections that send the most. gRPC then still reads what has come.
  std::size_t most_growth = std::size_t{80} << 20U;
  std::size_t most = std::size_t{768} << 20U;  // resident; more ends the process
};

// Not thread-safe.
class MemoryGuard {
 public:
  enum class Finding { kFine, kConnectionsEnded, kExhausted };

  // A process that begins near `most` may still grow by 256 MiB, so that it does not restart for ever.
  MemoryGuard(MemoryLimits limits, OpenConnections& connections);

  // Call it every 100 ms.
  Finding look();

 private:
  using Clock = std::chrono::steady_clock;
  bool grows_too_fast(std::size_t resident) const;

  MemoryLimits limits_;
  OpenConnections& connections_;
  Clock::time_point period_begun_ = Clock::now();
  std::size_t before_;        // resident at the begin of the period before
  std::size_t at_begin_;      // of this period
  std::size_t acted_at_ = 0;  // resident when connections were last ended; 0 = not in this period
};

}  // namespace turnout::rpc
