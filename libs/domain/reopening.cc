#include "domain/reopening.h"

#include "domain/applied_policy.h"
#include "domain/bounds.h"
#include "domain/policy_bounds.h"
#include "turnout/v1/policy.pb.h"

namespace turnout::domain {

Answer require_reopenable(const v1::Incident& incident) {
  if (incident.status() != v1::INCIDENT_STATUS_CLOSED && incident.status() != v1::INCIDENT_STATUS_CANCELLED) {
    return refuse(v1::REFUSAL_REASON_INCIDENT_NOT_CLOSED, "incident_id",
                  "incident " + incident.id() + " is not closed or cancelled");
  }
  if (incident.reopenings() < kMaxReopenings) return {};
  return refuse(v1::REFUSAL_REASON_LIMIT_REACHED, "incident_id",
                "incident " + incident.id() + " was reopened " + std::to_string(kMaxReopenings) +
                    " times before; report a new incident");
}

bool is_within_reopen_window(const v1::Incident& incident, const Context& context) {
  const std::int64_t window_ms = context.policy.reopen_window_ms();
  return context.now_ms - incident.ended_at_ms() <= (window_ms == 0 ? kDefaultReopenWindowMs : window_ms);
}

void add_reopened(EventBuilder& builder, const v1::Incident& incident, const std::string& reason,
                  const Context& context) {
  v1::IncidentReopened& reopened = *builder.add(incident.id()).mutable_incident_reopened();
  reopened.set_reason(reason);
  reopened.set_runs_on(is_within_reopen_window(incident, context));
  *reopened.mutable_applied_policy() = applied_policy_again(incident, context);
}

}  // namespace turnout::domain
