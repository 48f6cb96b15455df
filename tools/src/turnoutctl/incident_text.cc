#include "turnoutctl/incident_text.h"

#include <fmt/format.h>

#include "client/incident_id.h"
#include "client/words.h"
#include "domain/clocks.h"
#include "domain/orders.h"
#include "text/duration.h"
#include "text/time.h"
#include "turnoutctl/accountability_text.h"
#include "turnoutctl/output.h"
#include "turnoutctl/urgency.h"

namespace turnout::turnoutctl {
namespace {

std::string station_text(const v1::Incident& incident) {
  if (incident.station_id().empty()) return "no station";
  if (incident.area_class() == v1::AREA_CLASS_UNSPECIFIED) return incident.station_id();
  return fmt::format("{} ({})", incident.station_id(), client::word(incident.area_class()));
}

std::string priority_text(v1::Priority priority) {
  return priority == v1::PRIORITY_UNSPECIFIED ? "" : client::word(priority);
}

std::string left_text(const v1::Clock& clock, std::int64_t now_ms) {
  return text::duration(clock.due_at_ms() - now_ms);
}

// The active orders: "car-7 en route, car-9 read".
std::string active_orders(const v1::IncidentSummary& incident) {
  std::string orders;
  for (const v1::OrderSummary& order : incident.active_orders()) {
    orders = joined(orders, order.unit_id() + " " + client::word(order.last_milestone()));
  }
  return orders;
}

// The running clocks besides the most urgent one: "2 running", "3 running, 1 overdue".
std::string other_clocks(const v1::IncidentSummary& incident) {
  if (incident.clocks_running() <= 1) return "";
  const std::uint32_t overdue =
      incident.clocks_overdue() - (domain::is_overdue(incident.most_pressing_clock()) ? 1 : 0);
  const std::string running = fmt::format("{} running", incident.clocks_running() - 1);
  return overdue == 0 ? running : fmt::format("{}, {} overdue", running, overdue);
}

std::string ended_text(const v1::Clock& clock) {
  if (clock.stopped_at_ms() == 0) return "";
  return fmt::format(" after {} of {}", text::duration(clock.stopped_at_ms() - clock.started_at_ms()),
                     text::duration(clock.limit_ms()));
}

}  // namespace

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

std::string clock_name(const v1::Clock& clock) {
  return clock_name(clock.kind(), clock.order_number());
}

std::string clock_state(const v1::Clock& clock, const CityNow& now) {
  if (!domain::is_running(clock)) return client::word(clock.verdict()) + ended_text(clock);
  const std::string due = text::clock_time(clock.due_at_ms(), now.zone);
  const std::string limit = text::duration(clock.limit_ms());
  if (!is_late(clock, now.now_ms))
    return fmt::format("{} left of {}, until {}", left_text(clock, now.now_ms), limit, due);
  return fmt::format("overdue {} after {}, since {}", left_text(clock, now.now_ms), limit, due);
}

std::string order_state(const v1::Order& order) {
  if (!domain::is_active(order)) return fmt::format("{} {}", order.unit_id(), client::word(order.end()));
  const auto& milestones = order.milestones();
  if (milestones.empty()) return order.unit_id();
  return fmt::format("{} {}", order.unit_id(), client::word(milestones.rbegin()->milestone()));
}

text::Table incident_table(const std::vector<const v1::IncidentSummary*>& incidents, std::int64_t now_ms) {
  using text::Align;
  text::Table table({{"LEFT", Align::kRight},
                     {"CLOCK"},
                     {"ID"},
                     {"PRIORITY"},
                     {"TYPE", Align::kLeft, 8},
                     {"STATION", Align::kLeft, 8},
                     {"UNITS", Align::kLeft, 12},
                     {"OTHER CLOCKS", Align::kLeft, 12},
                     {"ADDRESS", Align::kLeft, 10}});
  for (const v1::IncidentSummary* incident : incidents) {
    const bool runs = incident->has_most_pressing_clock();
    const v1::Clock& clock = incident->most_pressing_clock();
    const text::Style style = runs ? clock_style(clock, now_ms) : text::Style::kDim;
    table.add({{runs ? left_text(clock, now_ms) : "–", style},
               {runs ? client::word(clock.kind()) : "–", style},
               client::short_id(incident->id()),
               priority_text(incident->priority()),
               incident->type(),
               incident->station_id(),
               active_orders(*incident),
               other_clocks(*incident),
               incident->place().address().text()});
  }
  return table;
}

void print_brief(const v1::Incident& incident, const CityNow& now) {
  print(headline(incident));
  for (const v1::Clock& clock : incident.clocks()) {
    if (domain::is_running(clock)) print(fmt::format("  {}: {}", clock_name(clock), clock_state(clock, now)));
  }
}

}  // namespace turnout::turnoutctl
