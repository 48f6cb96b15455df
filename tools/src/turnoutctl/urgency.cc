#include "turnoutctl/urgency.h"

#include <string_view>
#include <tuple>

#include "domain/clocks.h"

namespace turnout::turnoutctl {

bool MoreUrgent::operator()(const v1::IncidentSummary* a, const v1::IncidentSummary* b) const {
  const auto key = [this](const v1::IncidentSummary& incident) {
    return std::tuple(!has_late_clock(incident, now_ms), !is_unattended(incident),
                      !incident.has_most_pressing_clock(), incident.most_pressing_clock().due_at_ms(),
                      std::string_view(incident.id()));
  };
  return key(*a) < key(*b);
}

bool is_late(const v1::Clock& clock, std::int64_t now_ms) {
  return domain::is_running(clock) && now_ms > clock.due_at_ms();
}

bool has_late_clock(const v1::IncidentSummary& incident, std::int64_t now_ms) {
  return incident.has_most_pressing_clock() && is_late(incident.most_pressing_clock(), now_ms);
}

bool is_unattended(const v1::IncidentSummary& incident) {
  return incident.unattended_since_ms() != 0;
}

text::Style clock_style(const v1::Clock& clock, std::int64_t now_ms) {
  if (is_late(clock, now_ms)) return text::Style::kRed;
  return (clock.due_at_ms() - now_ms) * 4 < clock.limit_ms() ? text::Style::kYellow : text::Style::kGreen;
}

}  // namespace turnout::turnoutctl
