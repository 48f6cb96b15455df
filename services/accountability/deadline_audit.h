// Checks the keepers: whether anything in the log fired before it was due, or again. It holds
// every firing against the incident as it was before, whoever fired it, and takes no part in firing.
//
// Counts what happened since it was made; what came before was counted then. Memory: a pointer for every open
// incident of which something has fired. Not thread-safe: everything happens on the io_context's thread.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "event_store/district_view.h"
#include "telemetry/metrics.h"

namespace turnout::accountability {

class DeadlineAudit {
 public:
  // `since_ms`: now, on the service clock.
  DeadlineAudit(std::int64_t since_ms, telemetry::Metrics& metrics)
      : since_ms_(since_ms), metrics_(metrics) {}

  // The open incidents as they are when the service starts.
  void load(const event_store::DistrictView& view);
  void take(const std::vector<event_store::Entry>& entries);

 private:
  void remember(const event_store::IncidentState& incident);
  void check(const event_store::Entry& entry);

  std::int64_t since_ms_;
  telemetry::Metrics& metrics_;
  // By id, the open incidents of which something has fired already.
  std::unordered_map<std::string, event_store::IncidentState> before_;
};

}  // namespace turnout::accountability
