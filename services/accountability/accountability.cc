#include "accountability/accountability.h"

#include <algorithm>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "chassis/each_open_incident.h"
#include "domain/escalations.h"
#include "runtime/spawn.h"

namespace turnout::accountability {

rpc::ServedService Accountability::served() {
  return {api_.get(), service_name()};
}

void Accountability::count_unanswered(const v1::Incident& incident, UnansweredEscalations& unanswered) {
  for (const v1::Escalation& escalation : incident.escalations()) {
    if (!domain::is_unanswered(escalation)) continue;
    // Where nobody holds the last post, operations are to know: it counts as climbed to the top.
    const bool is_orphan = domain::is_held_by_nobody(incident, escalation);
    const std::uint32_t level =
        is_orphan ? telemetry::kHighestLevel : std::min(escalation.level(), telemetry::kHighestLevel);
    ++unanswered.at(static_cast<std::size_t>(escalation.role())).at(level - 1);
  }
}

Awaitable<void> Accountability::measure() {
  UnansweredEscalations unanswered{};
  std::function<void(const v1::Incident&)> count = [&unanswered](const v1::Incident& incident) {
    count_unanswered(incident, unanswered);
  };
  co_await chassis::each_open_incident(process_.io, process_.view.open_incidents(), std::move(count));
  for (std::size_t role = v1::DUTY_ROLE_DISPATCHER; role < unanswered.size(); ++role) {
    for (std::uint32_t level = 1; level <= telemetry::kHighestLevel; ++level) {
      process_.metrics.set_unanswered_escalations(static_cast<v1::DutyRole>(role), level,
                                                  unanswered[role].at(level - 1));
    }
  }
}

Awaitable<void> Accountability::start() {
  audit_.load(process_.view);
  process_.follower.listen([this](const std::vector<event_store::Entry>& entries) {
    projection_.take(entries);
    keeper_.take(entries);
    topic_.take(entries);
    audit_.take(entries);
  });
  process_.positions.listen();
  runtime::spawn(process_.io, keeper_.run());
  runtime::spawn(process_.io, projection_.build());
  co_return;
}

}  // namespace turnout::accountability
