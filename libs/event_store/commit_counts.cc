#include "event_store/commit_counts.h"

#include <iterator>
#include <utility>

#include "domain/request.h"
#include "event_store/tally.h"

namespace turnout::event_store {

CommitCounts::InFlight::InFlight(CommitCounts& counts, const v1::Incident& before,
                                 const domain::Change& change)
    : counts_(counts),
      uncounted_(counts.uncounted_),
      commit_(uncounted_->commits.emplace(domain::event_id(change.events.front()),
                                          Commit{.before = &before, .change = &change})) {}

CommitCounts::InFlight::~InFlight() {
  Commit& commit = commit_->second;
  if (answered_ || commit.counted || uncounted_->unanswered == kMostUnanswered) {
    uncounted_->commits.erase(commit_);
    return;
  }
  commit.kept = std::make_unique<Kept>(Kept{*commit.before, *commit.change});
  commit.before = &commit.kept->before;
  commit.change = &commit.kept->change;
  ++uncounted_->unanswered;
}

void CommitCounts::InFlight::answered(bool committed) {
  answered_ = true;
  if (committed) counts_.count_once(commit_->second);
}

void CommitCounts::take(const std::vector<Entry>& entries) {
  auto& [commits, unanswered] = *uncounted_;
  for (const Entry& entry : entries) {
    if (commits.empty()) return;
    if (!entry.event) continue;
    auto [at, end] = commits.equal_range(domain::event_id(*entry.event));
    while (at != end) {
      Commit& ours = at->second;
      const v1::Event& first = ours.change->events.front();
      if (entry.event->SerializeAsString() == first.SerializeAsString()) count_once(ours);
      // Whatever the log has in its place settles it.
      if (ours.kept) --unanswered;
      at = ours.kept ? commits.erase(at) : std::next(at);
    }
  }
}

void CommitCounts::count_once(Commit& commit) {
  if (!std::exchange(commit.counted, true)) count(*commit.before, *commit.change, metrics_);
}

}  // namespace turnout::event_store
