#include "accountability/case_book.h"

#include <algorithm>

#include "domain/escalations.h"
#include "domain/pending_times.h"

namespace turnout::accountability {

void CaseBook::take(const std::vector<event_store::Entry>& entries) {
  for (const event_store::Entry& entry : entries) {
    if (!entry.incident) continue;
    Case& known = cases_[entry.incident->id()];
    // After a failed read the follower may bring an entry again.
    if (!known.places.empty() && entry.sequence <= known.places.back()) continue;
    known.record = domain::record_of(*entry.incident);
    note_what_waits(*entry.incident);
    known.places.push_back(entry.sequence);
  }
}

void CaseBook::note_what_waits(const v1::Incident& incident) {
  if (std::ranges::any_of(incident.escalations(), domain::is_unanswered)) {
    unanswered_.insert(incident.id());
  } else {
    unanswered_.erase(incident.id());
  }
  std::vector<v1::PendingTime> pending = domain::pending_times(incident);
  if (pending.empty()) {
    pending_times_.erase(incident.id());
  } else {
    pending_times_[incident.id()] = std::move(pending);
  }
}

}  // namespace turnout::accountability
