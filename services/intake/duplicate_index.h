// Finds open incidents that a new report may duplicate, by the policy's rule: a suggestion for the call taker.
//
// The index has two keys: the digits of the phone number, and the type with the cell of the place. Only the incidents nearest in
// time are compared. So the cost of a report grows neither with the number of open incidents nor with repeated reports.
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
  // Takes the open incidents of the view. Later changes come from the log. `country` is the policy's.
  void load(const event_store::DistrictView& view, const std::string& country);
  void take(const std::vector<event_store::Entry>& entries);

  // Incidents of the same kind that were reported before `reported` and could be kept instead of it: those with a call from
  // the same number within the rule's time, and those of the same type, or of which one has none, within its time and distance.
  // Order: number and type match, only the number, only the type; then nearest in time. At most 5. For each number and cell the
  // 16 incidents nearest in time are compared. Does not wait for the newest reports of other processes. Reads all phones again
  // when the policy's country has changed.
  std::vector<v1::LikelyDuplicate> likely_duplicates(const v1::Incident& reported, const v1::Policy& policy);

 private:
  using Bucket = std::set<std::pair<std::int64_t, std::string>>;  // start in Unix ms, incident id
  using Buckets = std::unordered_map<std::string, Bucket>;

  struct Indexed {
    event_store::IncidentState state;
    std::vector<std::string> phones;  // as written
    std::vector<std::string> keys;    // of the phones
    std::vector<std::string> cells;   // none = without a place
  };

  void add(event_store::IncidentState state);
  void remove(const std::string& incident_id);
  void read_phones_as_in(const std::string& country);
  std::vector<std::string> keys_of(const std::vector<std::string>& phones);
  std::set<std::string> candidates(const v1::Incident& reported, const std::vector<std::string>& keys,
                                   const v1::DuplicateRule& rule) const;

  std::unordered_map<std::string, Indexed> incidents_;  // by id
  Buckets by_phone_;                                    // by phone_key
  Buckets by_cell_;                                     // by type and cell
  std::string country_;                                 // in which phones are read
  // Phones that were read lately: a report's is looked up when it is answered and when it comes from the log.
  std::unordered_map<std::string, std::string> keys_read_;
};

}  // namespace turnout::intake
