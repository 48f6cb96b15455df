// Figures of this process from the kernel, under the names that Prometheus' client libraries use:
// process_cpu_seconds_total, process_resident_memory_bytes, process_open_fds, process_max_fds,
// process_threads, process_start_time_seconds.
#pragma once

#include <prometheus/collectable.h>

#include <vector>

namespace turnout::telemetry {

// Reads /proc/self at every scrape. A figure that cannot be read is left out. Thread-safe.
class ProcessMetrics final : public prometheus::Collectable {
 public:
  std::vector<prometheus::MetricFamily> Collect() const override;
};

}  // namespace turnout::telemetry
