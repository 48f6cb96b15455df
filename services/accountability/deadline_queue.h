// The nearest deadlines of the district in memory: which incident is next due when, up to a horizon, so that
// the keeper asks the store only now and then.
//
// Every entry is a hint: what was read from the store may be old, and only the incident itself tells what is
// due. An entry that is there too early or too long costs a look at its incident; one that is missing is
// found when the store is read again.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "event_store/event_store.h"

namespace turnout::accountability {

class DeadlineQueue {
 public:
  static constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();

  // The store's nearest deadlines, earliest first, fewer than `asked_for` if these are all: sets the horizon.
  // Where the queue knows an earlier one of the same incident, that stays.
  void add(const std::vector<event_store::DueIncident>& nearest, std::size_t asked_for);

  // The newest word of the log on an incident; 0 = nothing is due any more. True if this is the earliest
  // entry now.
  bool set(const std::string& incident_id, std::int64_t due_at_ms);

  struct Turn {
    std::string incident_id;
    std::int64_t due_at_ms = 0;
    bool is_postponed = false;
  };
  // Takes out the earliest entry whose turn has passed at `now_ms`.
  std::optional<Turn> take_turn(std::int64_t now_ms);
  // Puts it back, for another turn.
  void postpone(const Turn& turn, std::int64_t turn_at_ms);

  // When the next entry has its turn.
  std::int64_t next_ms() const { return turns_.empty() ? kNever : turns_.begin()->first; }
  // Whether nothing is left up to the horizon; the store may hold more.
  bool is_used_up() const { return horizon_ms_ != kNever && next_ms() > horizon_ms_; }

 private:
  struct Entry {
    std::int64_t due_at_ms = 0;
    std::int64_t turn_at_ms = 0;  // the same, unless postponed
  };

  void put(const std::string& incident_id, Entry entry);
  void erase(const std::string& incident_id);

  std::unordered_map<std::string, Entry> entries_;        // by incident id
  std::set<std::pair<std::int64_t, std::string>> turns_;  // of each entry: when, whose
  std::int64_t horizon_ms_ = 0;                           // no deadline is after it
};

}  // namespace turnout::accountability
