// The archive of one district: the port through which the past is written and read. Its adapters, for SQLite and PostgreSQL, hold to
// one contract suite.
//
// What is written is every event of the log, once and in order: the place up to which the log is archived changes in the same
// transaction as the rows, and only from the value that the writer knew. Everything else in the archive is derived from the events.
//
// Every method throws runtime::Unavailable when the database cannot be reached or refuses work; after `append` this means that the
// outcome is unknown: `place` tells. Methods block: call them on a thread that may wait. One object is for one thread at a time;
// several objects may use one archive at once.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "event_store/event_store.h"
#include "telemetry/metrics.h"
#include "turnout/v1/records_service.pb.h"
#include "turnout/v1/time_zone.pb.h"

namespace turnout::archive {

// Up to where which log is archived.
struct Place {
  std::uint64_t sequence = 0;  // of the newest archived event; 0 = none
  std::string log_identity;    // see EventStore::log_identity; empty = nothing is archived yet
};

// What the district's rules say about the rows of new incidents. Stored with the events, so that a rebuild needs no policy.
struct LocalRules {
  v1::TimeZone zone;    // in which the start of an incident is read
  std::string country;  // how phone numbers are read (domain/phone.h)
};

// One ISO week and the one before it.
struct BulletinWeeks {
  std::string week;
  std::string before;
};

struct ArchiveSize {
  std::array<std::uint64_t, telemetry::kArchiveTables> rows{};  // by telemetry::ArchiveTable
  std::uint64_t bytes = 0;
};

// Rows of figures that one query may give.
inline constexpr std::size_t kMaxStatisticsRows = 1'500;

class Archive {
 public:
  virtual ~Archive() = default;

  virtual Place place() = 0;
  // The stored form (event_store/stored_form.h) of an archived event; empty if it is not archived or could not be read.
  virtual std::string stored_event(std::uint64_t sequence) = 0;
  // Says which log the archived events belong to.
  virtual void belongs_to(const std::string& log_identity) = 0;

  // Writes the events that follow the place `after`, in one transaction; durable before it returns. Returns false, and changes
  // nothing, if the place is another one by now: somebody else writes.
  virtual bool append(std::uint64_t after, const std::vector<event_store::LoggedEvent>& events,
                      const LocalRules& rules) = 0;

  // Makes everything that is derived again from the events, in one transaction; returns the number of events. Readers see the old
  // rows until then, writers wait.
  virtual std::uint64_t rebuild() = 0;

  // Queries: each sees one instant, and throws QueryTooLong (errors.h) at its limit. The requests are valid (domain/queries.h).
  // `phone_key`: of the request's phone; empty = any. `most`: incidents, at least 1.
  virtual v1::FindIncidentsResponse find(const v1::FindIncidentsRequest& request,
                                         const std::string& phone_key, std::size_t most,
                                         std::chrono::milliseconds limit) = 0;
  // One row more than kMaxStatisticsRows says that there are too many.
  virtual v1::GetStatisticsResponse statistics(const v1::GetStatisticsRequest& request,
                                               std::chrono::milliseconds limit) = 0;
  virtual v1::GetBulletinResponse bulletin(const BulletinWeeks& weeks, const std::string& station_id,
                                           std::chrono::milliseconds limit) = 0;
  virtual ArchiveSize size(std::chrono::milliseconds limit) = 0;
};

}  // namespace turnout::archive
