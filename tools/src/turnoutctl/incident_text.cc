#include "turnoutctl/incident_text.h"

#include <fmt/format.h>

#include "client/incident_id.h"
#include "client/words.h"
#include "domain/assignments.h"
#include "domain/clocks.h"
#include "text/duration.h"
#include "text/time.h"
#include "turnoutctl/accountability_text.h"
#include "turnoutctl/output.h"
#include "turnoutctl/urgency.h"

namespace turnout::turnoutctl {
namespace {

std::string station_text(const v1::Incident& incident) {
  if (incident.station_id().empty()) return "no station";
  return fmt::format("{} ({})", incident.station_id(), client::word(incident.area_class()));
}

std::string priority_text(const v1::Incident& incident) {
  return incident.priority() == v1::PRIORITY_UNSPECIFIED ? "" : client::word(incident.priority());
}

std::string left_text(const v1::Clock& clock, std::int64_t now_ms) {
  return text::duration(clock.due_at_ms() - now_ms);
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
  about = joined(about, priority_text(incident));
  about = joined(about, incident.type());
  about = joined(about, station_text(incident));
  return incident.id() + "  " + about;
}

std::string clock_name(const v1::Clock& clock) {
  return clock_name(clock.kind(), clock.assignment());
}

std::string clock_state(const v1::Clock& clock, std::int64_t now_ms) {
  if (!domain::is_running(clock)) return client::word(clock.verdict()) + ended_text(clock);
  const std::string due = text::clock_time(clock.due_at_ms());
  const std::string limit = text::duration(clock.limit_ms());
  if (!is_late(clock, now_ms))
    return fmt::format("{} left of {}, until {}", left_text(clock, now_ms), limit, due);
  return fmt::format("overdue {} after {}, since {}", left_text(clock, now_ms), limit, due);
}

std::string order_state(const v1::Assignment& order) {
  if (!domain::stands(order)) return fmt::format("{} {}", order.unit_id(), client::word(order.end()));
  const auto& milestones = order.milestones();
  if (milestones.empty()) return order.unit_id();
  return fmt::format("{} {}", order.unit_id(), client::word(milestones.rbegin()->milestone()));
}

std::string standing_orders(const v1::Incident& incident) {
  std::string orders;
  for (const v1::Assignment& order : incident.assignments()) {
    if (domain::stands(order)) orders = joined(orders, order_state(order));
  }
  return orders;
}

text::Table incident_table(const std::vector<const v1::Incident*>& incidents, std::int64_t now_ms) {
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
  for (const v1::Incident* incident : incidents) {
    const v1::Clock* clock = leading_clock(*incident);
    const text::Style style = clock == nullptr ? text::Style::kDim : clock_style(*clock, now_ms);
    std::string others;
    for (const v1::Clock* other : other_clocks(*incident)) {
      others = joined(others, client::word(other->kind()) + " " + left_text(*other, now_ms));
    }
    table.add({{clock == nullptr ? "–" : left_text(*clock, now_ms), style},
               {clock == nullptr ? "–" : client::word(clock->kind()), style},
               client::short_id(incident->id()),
               priority_text(*incident),
               incident->type(),
               incident->station_id(),
               standing_orders(*incident),
               others,
               incident->place().address()});
  }
  return table;
}

void print_brief(const v1::Incident& incident, std::int64_t now_ms) {
  print(headline(incident));
  for (const v1::Clock& clock : incident.clocks()) {
    if (domain::is_running(clock))
      print(fmt::format("  {}: {}", clock_name(clock), clock_state(clock, now_ms)));
  }
}

}  // namespace turnout::turnoutctl
