// The commands that settle an incident: its result, its closing and reopening, and the answer to its escalations.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>

#include "domain/escalations.h"
#include "domain/orders.h"
#include "turnoutctl/incident_text.h"
#include "turnoutctl/subcommand.h"
#include "turnoutctl/subcommands.h"

namespace turnout::turnoutctl {
namespace {

// "城关3 (CG3) en route, 城关4 (CG4) read"
std::string units_on(const v1::Incident& incident, Session& session) {
  ShownNames names;
  for (const v1::Unit& unit : session.units_if_known()) names.add(unit);
  std::vector<std::string> units;
  for (const v1::Order& order : incident.orders()) {
    if (!domain::is_active(order)) continue;
    units.push_back(names.unit_in_full(order.unit_id()) + " " + last_milestone(order));
  }
  return fmt::format("{}", fmt::join(units, ", "));
}

// A refusal because of units names them.
void close_incident(v1::CloseIncidentRequest& request, Session& session) {
  try {
    carry_out_and_print(request, session);
  } catch (const Refused& refused) {
    v1::Refusal refusal = refused.refusal();
    if (refusal.reason() != v1::REFUSAL_REASON_UNITS_STILL_ASSIGNED) throw;
    const std::string units = units_on(session.whole_incident(request.incident_id()), session);
    refusal.set_message(
        fmt::format("still on the incident: {}; report them cleared or recall them first", units));
    throw Refused(refusal);
  }
}

// One command for each unanswered escalation. Their ids follow from the given one, so that all may be repeated together.
std::vector<v1::AcknowledgeEscalationRequest> requests_for_all(
    const v1::AcknowledgeEscalationRequest& request, const v1::Incident& incident) {
  std::vector<v1::AcknowledgeEscalationRequest> requests;
  for (const v1::Escalation& escalation : incident.escalations()) {
    if (!domain::is_unanswered(escalation)) continue;
    v1::AcknowledgeEscalationRequest& one = requests.emplace_back(request);
    one.set_kind(escalation.kind());
    one.set_order_number(escalation.order_number());
    one.set_request_id(fmt::format("{}.{}.{}", request.request_id(), static_cast<int>(escalation.kind()),
                                   escalation.order_number()));
  }
  return requests;
}

void acknowledge_all(const v1::AcknowledgeEscalationRequest& request, Session& session) {
  if (request.order_number() != 0) throw BadInput("--order: name the clock too, such as acknowledge");
  const auto requests = requests_for_all(request, session.whole_incident(request.incident_id()));
  if (requests.empty())
    return print("no escalation of this incident is unanswered: nothing was acknowledged");
  const client::Service service = client::Service::kAccountability;
  Happened all;
  v1::AcknowledgeEscalationResponse last;
  for (const auto& one : requests) {
    last = session.carry_out(one);
    if (session.json) {
      print_json_line(last);
      continue;
    }
    const ShownNames names(session.settings(service));
    const Happened done = happened(one, last, {.names = names, .now = session.city_now(service)});
    all.sentences.insert(all.sentences.end(), done.sentences.begin(), done.sentences.end());
  }
  if (!session.json) print(outcome_lines(all, last.incident(), {}, session.city_now(service)));
}

void acknowledge(v1::AcknowledgeEscalationRequest& request, Session& session) {
  if (request.kind() == v1::CLOCK_KIND_UNSPECIFIED) return acknowledge_all(request, session);
  carry_out_and_print(request, session);
}

}  // namespace

void add_closing_commands(CLI::App& app, Session& session) {
  write_command<v1::ReportDispositionRequest>(app, session,
                                              {"disposition", "report what was found and done (反馈)"},
                                              {incident(), required("code", "code", "the city's result code"),
                                               option("text,--text", "text", "what was found and done")});
  subcommand<v1::CloseIncidentRequest>(app, session, {"close", "close an incident that is settled"},
                                       {incident()}, close_incident);
  write_command<v1::ReopenIncidentRequest>(app, session, {"reopen", "open a closed incident again"},
                                           {incident(), reason()});
  subcommand<v1::AcknowledgeEscalationRequest>(
      app, session, {"acknowledge", "acknowledge the escalations of an incident: nobody else is told"},
      {incident(),
       option("clock", "kind", "only that of the clock whose deadline passed [all unanswered ones]"),
       option("--order", "order_number", "for a clock that each order has: number of the order"),
       required("--note", "note", "what is being done")},
      acknowledge);
}

}  // namespace turnout::turnoutctl
