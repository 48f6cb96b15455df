#include "accountability/deadline_queue.h"

namespace turnout::accountability {

void DeadlineQueue::add(const std::vector<event_store::DueIncident>& nearest, std::size_t asked_for) {
  horizon_ms_ = nearest.size() < asked_for ? kNever : nearest.back().due_at_ms;
  for (const event_store::DueIncident& incident : nearest) {
    const auto known = entries_.find(incident.incident_id);
    if (known != entries_.end() && known->second.due_at_ms <= incident.due_at_ms) continue;
    put(incident.incident_id, {incident.due_at_ms, incident.due_at_ms});
  }
}

bool DeadlineQueue::set(const std::string& incident_id, std::int64_t due_at_ms) {
  const auto known = entries_.find(incident_id);
  if (known != entries_.end() && known->second.due_at_ms == due_at_ms) return false;
  erase(incident_id);
  if (due_at_ms == 0 || due_at_ms > horizon_ms_) return false;
  put(incident_id, {due_at_ms, due_at_ms});
  return turns_.begin()->second == incident_id;
}

std::optional<DeadlineQueue::Turn> DeadlineQueue::take_turn(std::int64_t now_ms) {
  if (turns_.empty() || turns_.begin()->first >= now_ms) return std::nullopt;
  const std::string incident_id = turns_.begin()->second;
  const Entry entry = entries_.at(incident_id);
  erase(incident_id);
  return Turn{incident_id, entry.due_at_ms, entry.turn_at_ms != entry.due_at_ms};
}

void DeadlineQueue::postpone(const Turn& turn, std::int64_t turn_at_ms) {
  put(turn.incident_id, {turn.due_at_ms, turn_at_ms});
}

void DeadlineQueue::put(const std::string& incident_id, Entry entry) {
  erase(incident_id);
  entries_.emplace(incident_id, entry);
  turns_.emplace(entry.turn_at_ms, incident_id);
}

void DeadlineQueue::erase(const std::string& incident_id) {
  const auto known = entries_.find(incident_id);
  if (known == entries_.end()) return;
  turns_.erase({known->second.turn_at_ms, incident_id});
  entries_.erase(known);
}

}  // namespace turnout::accountability
