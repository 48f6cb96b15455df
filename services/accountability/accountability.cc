#include "accountability/accountability.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <map>
#include <string>
#include <vector>

#include "domain/escalations.h"

namespace turnout::accountability {

void Accountability::measure() {
  std::map<v1::DutyRole, std::size_t> unanswered;
  for (const std::string& id : book_.unanswered()) {
    const auto open = host_.view.open_incidents().find(id);
    if (open == host_.view.open_incidents().end()) continue;
    for (const v1::Escalation& escalation : open->second->escalations()) {
      if (domain::is_unanswered(escalation)) ++unanswered[escalation.role()];
    }
  }
  for (int role = v1::DUTY_ROLE_DISPATCHER; role <= v1::DutyRole_MAX; ++role) {
    const auto post = static_cast<v1::DutyRole>(role);
    host_.metrics.set_unanswered_escalations(post, unanswered[post]);
  }
}

Awaitable<void> Accountability::start() {
  host_.follower.listen([this](const std::vector<event_store::Entry>& entries) {
    book_.take(entries);
    keeper_.take(entries);
  });
  host_.positions.listen();
  boost::asio::co_spawn(host_.io, keeper_.run(), boost::asio::detached);
  co_return;
}

}  // namespace turnout::accountability
