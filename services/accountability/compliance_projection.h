// The record of every incident of the district, built from the log: the data for compliance, the times that wait for a
// supervisor, and the sequences of an incident's events. Read only by queries.
//
// It is built in the background from the first event on, while the service already serves. RPCs that read it answer
// UNAVAILABLE until it is complete. Memory: about 0.5 KiB per incident.
//
// Not thread-safe: everything happens on the io_context's thread.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "domain/compliance.h"
#include "event_store/district_view.h"
#include "event_store/log_position.h"
#include "telemetry/metrics.h"

namespace turnout::accountability {

struct ProjectedIncident {
  domain::ComplianceRecord record;
  std::vector<std::uint64_t> sequences;  // of its events in the log, in order
};

class ComplianceProjection {
 public:
  ComplianceProjection(boost::asio::io_context& io, event_store::EventStore& store,
                       const event_store::LogPosition& log, telemetry::Metrics& metrics)
      : io_(io),
        store_(store),
        log_(log),
        metrics_(metrics),
        past_(std::make_unique<event_store::DistrictView>(store)) {}

  // Reads the log from the beginning until it has caught up with the follower. The projection is then complete. Survives
  // failures of the store.
  Awaitable<void> build();
  // Takes new entries of the log. Ignores them until the projection is complete, because `build` reads them from the log.
  void take(const std::vector<event_store::Entry>& entries);

  // Throws runtime::Unavailable with the progress while the projection is not complete.
  void require_complete() const;

  // By incident id.
  const std::map<std::string, ProjectedIncident>& incidents() const { return incidents_; }

  // The reported times that wait for a supervisor, by incident id.
  const std::map<std::string, std::vector<v1::PendingTime>>& pending_times() const { return pending_times_; }

 private:
  Awaitable<void> build_page();
  void add(const std::vector<event_store::Entry>& entries);

  boost::asio::io_context& io_;
  event_store::EventStore& store_;
  const event_store::LogPosition& log_;
  telemetry::Metrics& metrics_;
  std::unique_ptr<event_store::DistrictView> past_;  // only until it is complete
  std::uint64_t read_to_ = 0;
  bool is_complete_ = false;
  std::map<std::string, ProjectedIncident> incidents_;
  std::map<std::string, std::vector<v1::PendingTime>> pending_times_;
};

}  // namespace turnout::accountability
