// The nearest deadlines of the district in memory: when each incident is next due, up to a horizon, so that the
// keeper reads the store rarely.
//
// Every entry is a hint: the store's data may be old, and only the incident itself shows what is due. An entry that is
// too early or outdated costs a check of its incident. A missing entry is found when the store is read again.
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

  // Adds the store's nearest deadlines, earliest first, and sets the horizon. Fewer than `asked_for` means that these
  // are all. If the queue has an earlier entry for an incident, that entry stays.
  void add(const std::vector<event_store::DueIncident>& nearest, std::size_t asked_for);

  // Sets the entry of an incident from its newest event; 0 = nothing is due any more. True if it is now the earliest
  // entry.
  bool set(const std::string& incident_id, std::int64_t due_at_ms);

  struct Turn {
    std::string incident_id;
    std::int64_t due_at_ms = 0;
    bool is_postponed = false;
  };
  // Removes and returns the earliest entry whose turn has come at `now_ms`.
  std::optional<Turn> take_turn(std::int64_t now_ms);
  // Puts an entry back with a later turn.
  void postpone(const Turn& turn, std::int64_t turn_at_ms);

  // The turn of the next entry.
  std::int64_t next_ms() const { return turns_.empty() ? kNever : turns_.begin()->first; }
  // True if no entry is left up to the horizon; the store may have more.
  bool is_used_up() const { return horizon_ms_ != kNever && next_ms() > horizon_ms_; }

 private:
  struct Entry {
    std::int64_t due_at_ms = 0;
    std::int64_t turn_at_ms = 0;  // the same, unless postponed
  };

  void put(const std::string& incident_id, Entry entry);
  void erase(const std::string& incident_id);

  std::unordered_map<std::string, Entry> entries_;        // by incident id
  std::set<std::pair<std::int64_t, std::string>> turns_;  // of each entry: turn, incident id
  std::int64_t horizon_ms_ = 0;                           // no entry is after it
};

}  // namespace turnout::accountability
