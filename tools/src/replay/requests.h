// The request for each action. Pure, and always the same for the same run and trace: repeating a run sends the
// same requests, and the services apply none of them twice.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "replay/plan.h"
#include "replay/transport.h"
#include "trace/trace.h"

namespace turnout::replay {

// The actor of the trace's actions and the actor of those that the replay adds.
inline constexpr const char* kTraceActor = "trace";
inline constexpr const char* kReplayActor = "replay";

// UUIDv7 of the instant at which the call was received; the rest from the run's name and the call's number.
std::string incident_id(std::string_view run, const trace::TraceCall& call);

class Requests {
 public:
  // `calls` must outlive it.
  Requests(std::string_view run, const std::vector<trace::TraceCall>& calls);

  const std::string& incident_id(std::size_t call) const { return incident_ids_[call]; }

  // `order` is the number that the service gave the action's order; only the stages after it need one. For
  // kAwaitTurnout: GetIncident.
  Command request_for(const Action& action, std::uint32_t order) const;

 private:
  v1::ReportIncidentRequest report(const Action& action) const;
  v1::AssignUnitRequest assign(const Action& action) const;
  v1::ReportMilestoneRequest milestone(const Action& action, std::uint32_t order) const;
  template <class Request>
  Request command(const Action& action) const;
  std::string request_id(const Action& action) const;
  const trace::TraceOrder& row(const Action& action) const {
    return calls_[action.call].orders[action.order];
  }

  const std::vector<trace::TraceCall>& calls_;
  std::vector<std::string> incident_ids_;
};

}  // namespace turnout::replay
