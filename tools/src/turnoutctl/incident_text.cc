#include "turnoutctl/incident_text.h"

#include <fmt/format.h>

#include "client/words.h"
#include "domain/clocks.h"
#include "domain/orders.h"
#include "text/duration.h"
#include "text/time.h"
#include "turnoutctl/accountability_text.h"
#include "turnoutctl/urgency.h"

namespace turnout::turnoutctl {
namespace {

std::string station_text(const v1::Incident& incident) {
  if (incident.station_id().empty()) return "no station";
  if (incident.area_class() == v1::AREA_CLASS_UNSPECIFIED) return incident.station_id();
  return fmt::format("{} ({})", incident.station_id(), client::word(incident.area_class()));
}

std::string ended_text(const v1::Clock& clock) {
  if (clock.stopped_at_ms() == 0) return "";
  if (clock.stopped_at_ms() < clock.started_at_ms()) return " before it began";
  return fmt::format(" after {} of {}", text::duration(clock.stopped_at_ms() - clock.started_at_ms()),
                     text::duration(clock.limit_ms()));
}

}  // namespace

std::string priority_text(v1::Priority priority) {
  return priority == v1::PRIORITY_UNSPECIFIED ? "" : client::word(priority);
}

std::string joined(std::string list, const std::string& next) {
  if (!list.empty() && !next.empty()) list += ", ";
  return list + next;
}

std::string headline(const v1::Incident& incident) {
  std::string about = client::word(incident.status());
  about = joined(about, priority_text(incident.priority()));
  about = joined(about, incident.type());
  about = joined(about, station_text(incident));
  return incident.id() + "  " + about;
}

std::string cancellation_text(const v1::Incident& incident) {
  return fmt::format("it is being cancelled ({}): {} units are still to be recalled",
                     incident.cancellation().reason(), domain::active_units(incident).size());
}

std::string clock_name(const v1::Clock& clock, const v1::TimeZone& zone) {
  const std::string name = clock_name(clock.kind(), clock.order_number());
  if (clock.run() <= 1) return name;
  return fmt::format("{} (again since {})", name, text::clock_time(clock.started_at_ms(), zone));
}

std::string clock_state(const v1::Clock& clock, const CityNow& now) {
  if (!domain::is_running(clock)) return client::word(clock.verdict()) + ended_text(clock);
  const std::string due = text::clock_time(clock.due_at_ms(), now.zone);
  const std::string limit = text::duration(clock.limit_ms());
  const std::string left = text::duration(clock.due_at_ms() - now.now_ms);
  if (!is_late(clock, now.now_ms)) return fmt::format("{} left of {}, until {}", left, limit, due);
  return fmt::format("late {} of {}, since {}", left, limit, due);
}

std::string last_milestone(const v1::Order& order) {
  return order.milestones().empty() ? "" : client::word(order.milestones().rbegin()->milestone());
}

std::string order_state(const v1::Order& order) {
  if (!domain::is_active(order)) return order.unit_id() + " " + client::word(order.end());
  return order.milestones().empty() ? order.unit_id() : order.unit_id() + " " + last_milestone(order);
}

}  // namespace turnout::turnoutctl
