#include "accountability/accountability.h"

#include <algorithm>
#include <string>
#include <vector>

#include "domain/escalations.h"
#include "runtime/spawn.h"

namespace turnout::accountability {

void Accountability::measure() {
  const UnansweredEscalations unanswered = count_unanswered();
  for (std::size_t role = v1::DUTY_ROLE_DISPATCHER; role < unanswered.size(); ++role) {
    for (std::uint32_t rung = 1; rung <= telemetry::kHighestRung; ++rung) {
      host_.metrics.set_unanswered_escalations(static_cast<v1::DutyRole>(role), rung,
                                               unanswered[role].at(rung - 1));
    }
  }
}

Accountability::UnansweredEscalations Accountability::count_unanswered() const {
  UnansweredEscalations unanswered{};
  for (const std::string& id : book_.unanswered()) {
    const auto open = host_.view.open_incidents().find(id);
    if (open == host_.view.open_incidents().end()) continue;
    for (const v1::Escalation& escalation : open->second->escalations()) {
      if (!domain::is_unanswered(escalation)) continue;
      const std::uint32_t rung = std::min(escalation.rung(), telemetry::kHighestRung);
      ++unanswered.at(static_cast<std::size_t>(escalation.role())).at(rung - 1);
    }
  }
  return unanswered;
}

Awaitable<void> Accountability::start() {
  host_.follower.listen([this](const std::vector<event_store::Entry>& entries) {
    book_.take(entries);
    keeper_.take(entries);
    audit_.take(entries);
  });
  host_.positions.listen();
  runtime::spawn(host_.io, keeper_.run());
  co_return;
}

}  // namespace turnout::accountability
