// Checks the keepers: whether anything in the log fired before it was due, or twice. It compares every firing, by any
// process, with the incident before it. It fires nothing.
//
// Counts events since its construction; earlier events were counted by earlier processes. Memory: a pointer for every
// open incident of which something has fired. Not thread-safe: everything happens on the io_context's thread.
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

  // Takes the open incidents at the start of the service.
  void load(const event_store::DistrictView& view);
  void take(const std::vector<event_store::Entry>& entries);

 private:
  void remember(const event_store::IncidentState& incident);
  void check(const event_store::Entry& entry);

  std::int64_t since_ms_;
  telemetry::Metrics& metrics_;
  // The open incidents of which something has fired, by id.
  std::unordered_map<std::string, event_store::IncidentState> before_;
};

}  // namespace turnout::accountability
