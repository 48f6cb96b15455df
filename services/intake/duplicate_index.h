// Open incidents that a new report may be about as well: a suggestion for the call taker, by the policy's rule.
//
// Found by an index: the digits of a phone, and the type with the cell of the place; of each the nearest in time. So the cost of
// a report does not grow with the number of open incidents, nor with how often one event is reported.
//
// Not thread-safe: everything happens on the io_context's thread.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "event_store/district_view.h"
#include "turnout/v1/intake_service.pb.h"
#include "turnout/v1/policy.pb.h"

namespace turnout::intake {

class DuplicateIndex {
 public:
  // The open incidents of the view as it is; later changes are taken from the log.
  void load(const event_store::DistrictView& view);
  void take(const std::vector<event_store::Entry>& entries);

  // The incidents of the same kind that were reported before `reported` and could be kept instead of it: those with a call from
  // the same number within the rule's time, and those of the same type within its time and distance. Both signs before the number
  // alone before the type alone, then the nearest in time; at most 5. Of each number and cell the 16 nearest in time are looked
  // at. Does not wait for the newest reports of other processes.
  std::vector<v1::LikelyDuplicate> likely_duplicates(const v1::Incident& reported,
                                                     const v1::DuplicateRule& rule) const;

 private:
  using Bucket = std::set<std::pair<std::int64_t, std::string>>;  // start in Unix ms, incident id
  using Buckets = std::unordered_map<std::string, Bucket>;

  struct Indexed {
    event_store::IncidentState state;
    std::vector<std::string> phones;
    std::string cell;  // empty = without type or place
  };

  void add(event_store::IncidentState state);
  void remove(const std::string& incident_id);
  std::set<std::string> candidates(const v1::Incident& reported, const v1::DuplicateRule& rule) const;

  std::unordered_map<std::string, Indexed> incidents_;  // by id
  Buckets by_phone_;                                    // by digits
  Buckets by_cell_;                                     // by type and cell
};

}  // namespace turnout::intake
