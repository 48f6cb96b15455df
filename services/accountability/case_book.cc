#include "accountability/case_book.h"

namespace turnout::accountability {

void CaseBook::take(const std::vector<event_store::Entry>& entries) {
  for (const event_store::Entry& entry : entries) {
    if (!entry.incident) continue;
    Case& known = cases_[entry.incident->id()];
    // After a failed read the follower may bring an entry again.
    if (!known.places.empty() && entry.sequence <= known.places.back()) continue;
    known.record = domain::record_of(*entry.incident);
    known.places.push_back(entry.sequence);
  }
}

}  // namespace turnout::accountability
