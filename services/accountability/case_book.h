// The record of every incident of the district, rebuilt from the log: what compliance counts, and where in
// the log an incident's events stand. A projection: it decides nothing, and is complete once the follower has
// caught up.
//
// Memory: about 0.5 KiB an incident. Not thread-safe: everything happens on the io_context's thread.
#pragma once

#include <cstdint>
#include <map>
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

 private:
  std::map<std::string, Case> cases_;
};

}  // namespace turnout::accountability
