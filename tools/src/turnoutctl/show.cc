#include <fmt/format.h>

#include "client/words.h"
#include "domain/assignments.h"
#include "domain/escalations.h"
#include "text/time.h"
#include "turnoutctl/accountability_text.h"
#include "turnoutctl/flags.h"
#include "turnoutctl/incident_text.h"
#include "turnoutctl/output.h"
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"
#include "turnoutctl/urgency.h"

namespace turnout::turnoutctl {
namespace {

using text::Align;

struct Options {
  std::string incident;
};

void print_facts(const v1::Incident& incident) {
  print(headline(incident));
  const v1::Place& place = incident.place();
  if (!place.address().empty()) print("  at " + place.address());
  if (place.has_position()) {
    print(fmt::format("  {:.6f}, {:.6f}", place.position().latitude_deg(), place.position().longitude_deg()));
  }
  print(fmt::format(
      "  started {}{}", text::date_time(incident.started_at_ms()),
      incident.late_entry() ? ", entered late " + text::date_time(incident.received_at_ms()) : ""));
  print(fmt::format("  {} answers for it since {}", incident.responsible().officer_id(),
                    text::date_time(incident.responsible().since_ms())));
  if (incident.ended_at_ms() != 0) print("  ended " + text::date_time(incident.ended_at_ms()));
}

void print_handover(const v1::Incident& incident) {
  if (!incident.has_handover()) return;
  const v1::Handover& handover = incident.handover();
  const std::string asked =
      fmt::format("  {} asked {} to take over at {}: {}", handover.requested_by(), handover.to_officer_id(),
                  text::clock_time(handover.requested_at_ms()), handover.reason());
  print(asked);
  if (handover.refusal_reason().empty()) return;
  print(fmt::format("  {} refused: {}; {} decides", handover.to_officer_id(), handover.refusal_reason(),
                    post(handover.arbiter_role(), handover.arbiter_id())));
}

void print_escalations(const v1::Incident& incident) {
  text::Table table({{"ESCALATED"},
                     {"TOLD", Align::kLeft, 12},
                     {"AT"},
                     {"TIMES", Align::kRight},
                     {"ANSWERED BY", Align::kLeft, 8},
                     {"NOTE", Align::kLeft, 12, text::Overflow::kWrap}});
  for (const v1::Escalation& escalation : incident.escalations()) {
    if (escalation.raised() == 0) continue;
    table.add(
        {clock_name(escalation.kind(), escalation.assignment()), post(escalation.role(), escalation.person()),
         text::clock_time(escalation.raised_at_ms()), std::to_string(escalation.raised()),
         domain::is_unanswered(escalation) ? "nobody yet" : escalation.acknowledged_by(), escalation.note()});
  }
  if (table.empty()) return;
  print_heading("Escalations");
  print(table);
}

void print_clocks(const v1::Incident& incident, std::int64_t now_ms) {
  text::Table table({{"CLOCK"}, {"STATE"}});
  for (const v1::Clock& clock : incident.clocks()) table.add({clock_name(clock), clock_state(clock, now_ms)});
  print_heading("Clocks");
  print(table);
}

void print_orders(const v1::Incident& incident) {
  text::Table table({{"ORDER", Align::kRight},
                     {"UNIT"},
                     {"ASSIGNED"},
                     {"SIGNED"},
                     {"EN ROUTE"},
                     {"ON SCENE"},
                     {"CLEARED"},
                     {"SIGNED BY"},
                     {"ENDED", Align::kLeft, 10}});
  const auto reached = [](const v1::Assignment& order, v1::Milestone milestone) {
    const v1::Stamp* stamp = domain::find_stamp(order, milestone);
    return stamp == nullptr ? "–" : text::clock_time(stamp->at_ms()) + (stamp->implied() ? "*" : "");
  };
  for (const v1::Assignment& order : incident.assignments()) {
    std::string end = domain::stands(order) ? "" : client::word(order.end());
    if (!order.end_reason().empty()) end += ": " + order.end_reason();
    table.add({std::to_string(order.number()), order.unit_id(), reached(order, v1::MILESTONE_ASSIGNED),
               reached(order, v1::MILESTONE_ACKNOWLEDGED), reached(order, v1::MILESTONE_EN_ROUTE),
               reached(order, v1::MILESTONE_ON_SCENE), reached(order, v1::MILESTONE_CLEARED),
               order.signed_by(), end});
  }
  if (table.empty()) return;
  print_heading("Orders (* implied by a later step)");
  print(table);
}

void print_words(const v1::Incident& incident) {
  text::Table calls(
      {{"TIME"}, {"CALL"}, {"TAKEN BY"}, {"CALLER"}, {"WORDS", Align::kLeft, 20, text::Overflow::kWrap}});
  for (const v1::Call& call : incident.calls()) {
    const std::string caller =
        call.caller_name() + (call.caller_phone().empty() ? "" : " " + call.caller_phone());
    calls.add({text::clock_time(call.answered_at_ms()), client::word(call.source()), call.received_by(),
               caller, call.words()});
  }
  print_heading(fmt::format("Calls ({})", incident.calls_total()));
  print(calls);

  text::Table notes({{"TIME"}, {"BY"}, {"NOTE", Align::kLeft, 20, text::Overflow::kWrap}});
  for (const v1::Note& note : incident.notes()) {
    notes.add({text::clock_time(note.at_ms()), note.author(), note.text()});
  }
  if (notes.empty()) return;
  print_heading(fmt::format("Notes ({})", incident.notes_total()));
  print(notes);
}

void run(const Options& options, Session& session) {
  v1::GetIncidentRequest request;
  request.set_incident_id(session.incident(options.incident));
  const auto response = session.ask(request);
  if (session.json) return print_json(response);

  const v1::Incident& incident = response.incident();
  print_facts(incident);
  print_handover(incident);
  print_clocks(incident, session.now_ms(client::Service::kIntake));
  print_escalations(incident);
  print_orders(incident);
  print_words(incident);
  if (!incident.has_disposition()) return;
  print_heading("Disposition");
  const v1::Disposition& disposition = incident.disposition();
  print(fmt::format("{} {} by {}: {}", text::date_time(disposition.at_ms()), disposition.code(),
                    disposition.reported_by(), disposition.text()));
}

}  // namespace

void add_show(CLI::App& app, Session& session) {
  auto [command, options] = subcommand<Options>(app, session, {"show", "an incident as it stands"}, run);
  add_incident(command, options.incident);
}

}  // namespace turnout::turnoutctl
