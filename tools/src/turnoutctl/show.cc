#include <fmt/format.h>

#include "client/words.h"
#include "domain/call_start.h"
#include "domain/clocks.h"
#include "domain/escalations.h"
#include "domain/local_time.h"
#include "domain/orders.h"
#include "domain/pending_times.h"
#include "text/time.h"
#include "turnoutctl/accountability_text.h"
#include "turnoutctl/incident_text.h"
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"

namespace turnout::turnoutctl {
namespace {

using text::Align;

void print_facts(const v1::Incident& incident, const ShownNames& names, const v1::TimeZone& zone) {
  print(headline(incident));
  const v1::Place& place = incident.place();
  if (const std::string& address = place.address().text(); !address.empty()) print("  at " + address);
  if (place.has_position()) {
    print(fmt::format("  {:.6f}, {:.6f}", place.position().latitude_deg(), place.position().longitude_deg()));
  }
  if (place.has_implausible_position()) {
    print(fmt::format("  place unknown: {:.6f}, {:.6f} was reported, which is not in this city",
                      place.implausible_position().latitude_deg(),
                      place.implausible_position().longitude_deg()));
  }
  print(fmt::format(
      "  started {} {}{}", text::date_time(incident.started_at_ms(), zone), domain::zone_name(zone),
      incident.late_entry() ? ", entered late " + text::date_time(incident.received_at_ms(), zone) : ""));
  print(fmt::format("  {} answers for it since {}", names.person(incident.responsible().officer_id()),
                    text::date_time(incident.responsible().since_ms(), zone)));
  if (incident.is_start_implausible()) {
    print(
        "  the call's own times lie too far back or ahead: its clocks start at the receipt until a ruling "
        "(times "
        "start)");
  }
  if (incident.events_missing() != 0) {
    print(fmt::format("  its record was damaged: {} events of it are lost; ask those who were on it",
                      incident.events_missing()));
  }
  if (incident.has_cancellation()) print("  " + cancellation_text(incident));
  if (incident.reopened_at_ms() != 0) {
    const std::uint32_t count = incident.reopenings();
    print(fmt::format("  reopened {}{}", text::date_time(incident.reopened_at_ms(), zone),
                      count == 1 ? "" : fmt::format(", {} times so far", count)));
  }
  if (!incident.duplicate_of().empty()) print("  duplicate of " + incident.duplicate_of());
  for (const std::string& id : incident.duplicates()) print("  linked report " + id);
  if (incident.ended_at_ms() != 0) print("  ended " + text::date_time(incident.ended_at_ms(), zone));
}

void print_handover(const v1::Incident& incident, const ShownNames& names, const v1::TimeZone& zone) {
  if (!incident.has_handover()) return;
  const v1::Handover& handover = incident.handover();
  const std::string asked =
      fmt::format("  {} asked {} to take over at {}: {}", names.person(handover.requested_by()),
                  names.person(handover.to_officer_id()), text::clock_time(handover.requested_at_ms(), zone),
                  handover.reason());
  print(asked);
  if (handover.refusal_reason().empty()) return;
  print(fmt::format("  {} refused: {}; {} decides", names.person(handover.to_officer_id()),
                    handover.refusal_reason(),
                    post(handover.arbiter_role(), names.person(handover.arbiter_id()))));
}

// Who is told next and when, while nobody has answered: "14:08:00 district commander".
std::string next_told(const v1::Escalation& escalation, const v1::TimeZone& zone) {
  if (!domain::is_unanswered(escalation) || escalation.next_level() == 0) return "–";
  return text::clock_time(escalation.next_at_ms(), zone) + " " + client::word(escalation.next_role());
}

std::string escalated_clock(const v1::Incident& incident, const v1::Escalation& escalation,
                            const v1::TimeZone& zone) {
  const v1::Clock* clock =
      domain::find_clock(incident, escalation.kind(), escalation.order_number(), escalation.run());
  return clock == nullptr ? clock_name(escalation.kind(), escalation.order_number())
                          : clock_name(*clock, zone);
}

void print_escalations(const v1::Incident& incident, const ShownNames& names, const v1::TimeZone& zone) {
  text::Table table(
      {{.title = "ESCALATED"},
       {.title = "TOLD", .narrowest = 12, .comfortable = 20},
       {.title = "AT"},
       {.title = "ANSWERED BY", .narrowest = 11},
       {.title = "NEXT", .narrowest = 10},
       {.title = "TIMES", .align = Align::kRight},
       {.title = "NOTE", .narrowest = 12, .overflow = text::Overflow::kWrap, .hidden_if_empty = true}});
  for (const v1::Escalation& escalation : incident.escalations()) {
    if (escalation.raised() == 0) continue;
    table.add({escalated_clock(incident, escalation, zone),
               person_in_post(names.name_of_person(escalation.person()), escalation.role()),
               text::clock_time(escalation.raised_at_ms(), zone),
               domain::is_unanswered(escalation) ? "nobody yet"
                                                 : names.name_of_person(escalation.acknowledged_by()),
               next_told(escalation, zone), std::to_string(escalation.raised()), escalation.note()});
  }
  if (table.empty()) return;
  print_heading("Escalations");
  print(table);
}

void print_clocks(const v1::Incident& incident, const CityNow& now) {
  text::Table table({{"CLOCK"}, {"STATE"}});
  for (const v1::Clock& clock : incident.clocks())
    table.add({clock_name(clock, now.zone), clock_state(clock, now)});
  print_heading("Clocks");
  print(table);
}

void print_orders(const v1::Incident& incident, const v1::TimeZone& zone) {
  text::Table table({{"ORDER", Align::kRight},
                     {"UNIT"},
                     {"ASSIGNED"},
                     {"SIGNED"},
                     {"EN ROUTE"},
                     {"ON SCENE"},
                     {"CLEARED"},
                     {"SIGNED BY"},
                     {"REMARKS", Align::kLeft, 20, text::Overflow::kWrap}});
  const auto reached = [&zone](const v1::Order& order, v1::Milestone milestone) {
    const v1::Stamp* stamp = domain::find_stamp(order, milestone);
    if (stamp == nullptr) return std::string("–");
    return text::clock_time(stamp->at_ms(), zone) + (stamp->implied() ? "*" : "") +
           (domain::awaits_adjudication(*stamp) ? "?" : "");
  };
  for (const v1::Order& order : incident.orders()) {
    std::string end = domain::is_active(order) ? "" : client::word(order.end());
    if (!order.end_reason().empty()) end += ": " + order.end_reason();
    for (const v1::Relief& relief : order.reliefs()) {
      end = joined(
          end, fmt::format("{} took over {}", relief.officer_id(), text::clock_time(relief.at_ms(), zone)));
    }
    table.add({std::to_string(order.number()), order.unit_id(), reached(order, v1::MILESTONE_ASSIGNED),
               reached(order, v1::MILESTONE_ACKNOWLEDGED), reached(order, v1::MILESTONE_EN_ROUTE),
               reached(order, v1::MILESTONE_ON_SCENE), reached(order, v1::MILESTONE_CLEARED),
               order.signed_by(), end});
  }
  if (table.empty()) return;
  print_heading("Orders (* implied by a later step, ? waits for a ruling)");
  print(table);
}

void print_contacts(const v1::Incident& incident, const v1::TimeZone& zone) {
  text::Table calls(
      {{"TIME"}, {"CALL"}, {"TAKEN BY"}, {"CALLER"}, {"WORDS", Align::kLeft, 20, text::Overflow::kWrap}});
  for (const v1::Call& call : incident.calls()) {
    const v1::Caller& caller = call.caller();
    const std::string name = caller.name() + (caller.phone().empty() ? "" : " " + caller.phone());
    calls.add({text::clock_time(domain::start_of(call), zone), client::word(call.source()),
               call.received_by(), name, caller.words()});
  }
  print_heading(fmt::format("Calls ({})", incident.calls_total()));
  print(calls);

  text::Table notes({{"TIME"}, {"BY"}, {"NOTE", Align::kLeft, 20, text::Overflow::kWrap}});
  for (const v1::Note& note : incident.notes()) {
    notes.add({text::clock_time(note.at_ms(), zone), note.author(), note.text().text()});
  }
  if (notes.empty()) return;
  print_heading(fmt::format("Notes ({})", incident.notes_total()));
  print(notes);
}

void print_disposition(const v1::Incident& incident, const v1::TimeZone& zone) {
  if (!incident.has_disposition()) return;
  const v1::Disposition& disposition = incident.disposition();
  print_heading("Disposition");
  print(fmt::format("{} {} by {}: {}", text::date_time(disposition.at_ms(), zone), disposition.code(),
                    disposition.reported_by(), disposition.text().text()));
}

void show_incident(v1::GetIncidentRequest& request, Session& session) {
  const auto response = session.ask(request);
  if (session.json) return print_json(response);
  const v1::Incident& shown = response.incident();
  const CityNow now = session.city_now(client::Service::kIntake);
  const ShownNames names(session.settings(client::Service::kIntake));
  print_facts(shown, names, now.zone);
  print_handover(shown, names, now.zone);
  print_clocks(shown, now);
  print_escalations(shown, names, now.zone);
  print_orders(shown, now.zone);
  print_contacts(shown, now.zone);
  print_disposition(shown, now.zone);
}

}  // namespace

void add_show(CLI::App& app, Session& session) {
  subcommand<v1::GetIncidentRequest>(app, session, {"show", "the current state of an incident"}, {incident()},
                                     show_incident);
}

}  // namespace turnout::turnoutctl
