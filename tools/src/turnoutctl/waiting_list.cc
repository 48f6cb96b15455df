#include "turnoutctl/waiting_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "client/incident_id.h"
#include "client/words.h"
#include "domain/orders.h"
#include "domain/roster.h"
#include "domain/words.h"
#include "text/duration.h"
#include "turnoutctl/accountability_text.h"
#include "turnoutctl/incident_text.h"

namespace turnout::turnoutctl {
namespace {

bool holds(const Asker& asker, v1::DutyRole role, const std::string& station_id) {
  return domain::on_duty(asker.roster, role, station_id, asker.now_ms) == asker.person;
}

constexpr const char* kWholeDistrict = "";  // whose posts stand over those of every station

bool supervises(const Asker& asker, const std::string& station_id) {
  for (const v1::DutyRole role :
       {v1::DUTY_ROLE_SHIFT_LEADER, v1::DUTY_ROLE_STATION_CHIEF, v1::DUTY_ROLE_DISTRICT_COMMANDER}) {
    if (holds(asker, role, station_id) || holds(asker, role, kWholeDistrict)) return true;
  }
  return false;
}

bool answers_declines(const Asker& asker, const std::string& station_id) {
  const std::string dispatcher =
      domain::on_duty(asker.roster, v1::DUTY_ROLE_DISPATCHER, station_id, asker.now_ms);
  return dispatcher.empty() ? supervises(asker, station_id) : dispatcher == asker.person;
}

bool decides(const Asker& asker, const v1::Incident& incident) {
  const v1::Handover& handover = incident.handover();
  if (handover.refusal_reason().empty()) return handover.to_officer_id() == asker.person;
  if (!handover.arbiter_id().empty()) return handover.arbiter_id() == asker.person;
  return holds(asker, handover.arbiter_role(), incident.station_id());
}

void add_escalations(const Asker& asker, const Pending& pending, std::vector<WaitingItem>& items) {
  for (const v1::RaisedEscalation& raised : pending.escalations.escalations()) {
    const v1::Escalation& escalation = raised.escalation();
    if (escalation.person() != asker.person && !holds(asker, escalation.role(), raised.station_id()))
      continue;
    items.push_back(
        {.since_ms = escalation.raised_at_ms(),
         .what = "escalation of " + clock_name(escalation.kind(), escalation.order_number()),
         .incident_id = raised.incident_id(),
         .about = raised.place().address().text(),
         .answer = fmt::format("acknowledge {} --note TEXT", client::short_id(raised.incident_id()))});
  }
}

void add_handovers(const Asker& asker, const Pending& pending, const ShownNames& names,
                   std::vector<WaitingItem>& items) {
  for (const v1::Incident& incident : pending.incidents) {
    if (!incident.has_handover() || !decides(asker, incident)) continue;
    const v1::Handover& handover = incident.handover();
    const bool refused = !handover.refusal_reason().empty();
    items.push_back(
        {.since_ms = handover.requested_at_ms(),
         .what = (refused ? "refused handover of " : "handover of ") + names.person(handover.requested_by()),
         .incident_id = incident.id(),
         .about = joined(incident.place().address().text(), handover.reason()),
         .answer = refused ? fmt::format("handover arbitrate {} asked|asker --reason TEXT",
                                         client::short_id(incident.id()))
                           : fmt::format("handover accept|refuse {}", client::short_id(incident.id()))});
  }
}

WaitingItem start_to_rule(const v1::PendingTime& time) {
  return {
      .since_ms = time.stamp().server_at_ms(),
      .what = "when it began",
      .incident_id = time.incident_id(),
      .about = "the call's own times lie too far back",
      .answer = fmt::format("times start {} --at TIME --reason TEXT", client::short_id(time.incident_id()))};
}

std::string why_it_waits(const v1::Stamp& stamp) {
  if (stamp.device_at_ms() == 0) return "reported after a later step, no time was said";
  return "device and receipt " + text::duration(std::abs(stamp.server_at_ms() - stamp.device_at_ms())) +
         " apart";
}

void add_times(const Asker& asker, const Pending& pending, const ShownNames& names,
               std::vector<WaitingItem>& items) {
  for (const v1::PendingTime& time : pending.times.times()) {
    if (!supervises(asker, time.station_id()) || time.stamp().reported_by() == asker.person) continue;
    if (time.order_number() == 0) {
      items.push_back(start_to_rule(time));
      continue;
    }
    items.push_back({.since_ms = time.stamp().server_at_ms(),
                     .what = "time of " + client::word(time.milestone()),
                     .incident_id = time.incident_id(),
                     .about = names.unit(time.unit_id()) + ", " + why_it_waits(time.stamp()),
                     .answer = fmt::format("times confirm {} {} {} [--reject] --reason TEXT",
                                           client::short_id(time.incident_id()), time.unit_id(),
                                           domain::word_of(time.milestone()))});
  }
}

void add_declines(const Asker& asker, const Pending& pending, const ShownNames& names,
                  std::vector<WaitingItem>& items) {
  for (const v1::Incident& incident : pending.incidents) {
    if (!answers_declines(asker, incident.station_id())) continue;
    for (const v1::Order& order : incident.orders()) {
      if (!domain::is_decline_pending(order)) continue;
      items.push_back({.since_ms = order.decline().requested_at_ms(),
                       .what = names.unit(order.unit_id()) + " returns its order",
                       .incident_id = incident.id(),
                       .about = joined(client::word(order.decline().reason()), order.decline().text()),
                       .answer = fmt::format("decline-answer {} {} approve|refuse",
                                             client::short_id(incident.id()), order.unit_id())});
    }
  }
}

}  // namespace

std::vector<WaitingItem> waiting_for(const Asker& asker, const Pending& pending, const ShownNames& names) {
  std::vector<WaitingItem> items;
  add_escalations(asker, pending, items);
  add_handovers(asker, pending, names, items);
  add_times(asker, pending, names, items);
  add_declines(asker, pending, names, items);
  std::ranges::stable_sort(items, {}, &WaitingItem::since_ms);
  return items;
}

text::Table waiting_table(const std::vector<WaitingItem>& items, std::int64_t now_ms) {
  text::Table table({{.title = "WAITS", .align = text::Align::kRight},
                     {.title = "WHAT", .narrowest = 12, .comfortable = 20},
                     {.title = "ID"},
                     {.title = "ABOUT", .narrowest = 16},
                     {.title = "ANSWER WITH", .narrowest = 60, .overflow = text::Overflow::kWrap}});
  for (const WaitingItem& item : items) {
    table.add({text::duration(now_ms - item.since_ms), item.what, client::short_id(item.incident_id),
               item.about, item.answer});
  }
  return table;
}

}  // namespace turnout::turnoutctl
