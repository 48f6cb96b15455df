// What commits add to the metrics. Counts each commit once, when its answer comes or when its event is seen in the log, whichever is first: a
// commit of which no answer came counts as well if it happened.
//
// Not thread-safe: everything happens on the io_context's thread.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "domain/aggregates.h"
#include "event_store/district_view.h"
#include "telemetry/metrics.h"
#include "turnout/v1/record.pb.h"

namespace turnout::event_store {

// The stages of an incident that these events complete. `after`: its state after them.
std::vector<v1::StageTime> stages_completed_by(const std::vector<v1::Event>& events,
                                               const v1::Incident& after);

// The clocks of an incident that ran before a change, or began with it, and have ended by it.
std::vector<v1::Clock> clocks_ended_by(const v1::Incident& before, const v1::Incident& after);

// Counts a change that was committed. `before`: the states as they were.
void count(const domain::Aggregates& before, const domain::Change& change, telemetry::Metrics& metrics);

class CommitMetrics {
  struct Kept {
    domain::Aggregates before;
    domain::Change change;
  };
  struct Commit {
    const domain::Aggregates* before;
    const domain::Change* change;
    bool counted = false;
    std::unique_ptr<Kept> kept = nullptr;  // what the two point to, once it is no longer in flight
  };
  struct Uncounted {
    std::multimap<std::string, Commit> commits;  // by the id of the first event
    std::size_t unanswered = 0;                  // those that are no longer in flight
  };

 public:
  static constexpr std::size_t kMaxUnanswered = 256;  // further ones are not counted

  explicit CommitMetrics(telemetry::Metrics& metrics)
      : metrics_(metrics), uncounted_(std::make_shared<Uncounted>()) {}

  // One commit, from before it is sent. If it is destroyed without an answer, the log will tell. It may
  // outlive the counts, as coroutines do that are destroyed with their io_context.
  class InFlight {
   public:
    // `before`: the states as they were. Both live as long as this object; the change has events.
    InFlight(CommitMetrics& counts, const domain::Aggregates& before, const domain::Change& change);
    ~InFlight();
    InFlight(const InFlight&) = delete;
    InFlight& operator=(const InFlight&) = delete;

    void answered(bool committed);

   private:
    CommitMetrics& counts_;
    std::shared_ptr<Uncounted> uncounted_;
    std::multimap<std::string, Commit>::iterator commit_;
    bool answered_ = false;
  };

  // New entries of the log.
  void take(const std::vector<Entry>& entries);

 private:
  void count_once(Commit& commit);

  telemetry::Metrics& metrics_;
  std::shared_ptr<Uncounted> uncounted_;
};

}  // namespace turnout::event_store
