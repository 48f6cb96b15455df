// The record of every incident of the district, rebuilt from the log: what compliance counts, which times
// wait for a supervisor, and where in the log an incident's events stand. A projection: it decides nothing,
// and is complete once the follower has caught up.
//
// Memory: about 0.5 KiB an incident. Not thread-safe: everything happens on the io_context's thread.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "domain/compliance.h"
#include "event_store/district_view.h"

namespace turnout::accountability {

struct Case {
  domain::ComplianceRecord record;
  std::vector<std::uint64_t> places;  // of its events in the log, in order
};

class CaseBook {
 public:
  void take(const std::vector<event_store::Entry>& entries);

  // By incident id.
  const std::map<std::string, Case>& cases() const { return cases_; }

  // The open incidents with an escalation that nobody has answered.
  const std::set<std::string>& unanswered() const { return unanswered_; }

  // The reported times that wait for a supervisor, by incident id.
  const std::map<std::string, std::vector<v1::PendingTime>>& pending_times() const { return pending_times_; }

 private:
  void note_what_waits(const v1::Incident& incident);

  std::map<std::string, Case> cases_;
  std::set<std::string> unanswered_;
  std::map<std::string, std::vector<v1::PendingTime>> pending_times_;
};

}  // namespace turnout::accountability
