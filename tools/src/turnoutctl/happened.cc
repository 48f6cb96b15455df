#include "turnoutctl/happened.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "client/incident_id.h"
#include "client/words.h"
#include "domain/clocks.h"
#include "domain/escalations.h"
#include "domain/orders.h"
#include "text/time.h"
#include "turnoutctl/accountability_text.h"
#include "turnoutctl/incident_text.h"
#include "turnoutctl/unit_table.h"
#include "turnoutctl/urgency.h"

namespace turnout::turnoutctl {
namespace {

using client::word;
using text::clock_time;

// ", crew P1001, P1002"; empty if nobody is known to be aboard.
std::string with_crew(const v1::Unit& unit) {
  const std::string aboard = crew(unit);
  return aboard.empty() ? "" : ", crew " + aboard;
}

// ": too far, the text"
std::string why(const v1::Decline& decline) {
  return ": " + joined(word(decline.reason()), decline.text());
}

const v1::Order& order_of(const v1::Incident& incident, const std::string& unit_id,
                          std::uint32_t number = 0) {
  const v1::Order* order = domain::find_order(incident, unit_id, number);
  return order == nullptr ? v1::Order::default_instance() : *order;
}

std::string answers_for(const v1::Incident& incident, const ShownNames& names) {
  return names.person(incident.responsible().officer_id());
}

std::int64_t reached_at_ms(const v1::Order& order, v1::Milestone milestone) {
  const v1::Stamp* stamp = domain::find_stamp(order, milestone);
  return stamp == nullptr ? 0 : stamp->at_ms();
}

Happened order_ended(const v1::Order& order, const std::string& how, const ShownNames& names) {
  return {.sentences = {fmt::format("order {} of {} ended: {}", order.number(),
                                    names.unit_in_full(order.unit_id()), how)},
          .order_number = order.number()};
}

bool was_ended_by(const Happened& happened, const v1::Clock& clock) {
  if (domain::is_running(clock)) return false;
  if (happened.at_ms != 0 && clock.stopped_at_ms() == happened.at_ms) return true;
  return happened.order_number != 0 && clock.order_number() == happened.order_number;
}

// `event_ids` are "<incident id>/<version>".
bool was_ended_by(const std::vector<std::string>& event_ids, const v1::Incident& incident,
                  const v1::Escalation& escalation) {
  if (escalation.raised() == 0 || escalation.ended_version() == 0) return false;
  return std::ranges::count(event_ids, fmt::format("{}/{}", incident.id(), escalation.ended_version())) > 0;
}

// Clients do not get the effective clocks that domain::is_unattended reads; assign runs exactly while nobody is on it.
bool waits_for_a_unit(const v1::Incident& incident) {
  const v1::Clock* assign = domain::find_clock(incident, v1::CLOCK_KIND_ASSIGN);
  return assign != nullptr && domain::is_running(*assign);
}

std::vector<const v1::Clock*> running_clocks(const v1::Incident& incident) {
  std::vector<const v1::Clock*> running;
  for (const v1::Clock& clock : incident.clocks()) {
    if (domain::is_running(clock)) running.push_back(&clock);
  }
  std::ranges::sort(running, {}, [](const v1::Clock* clock) { return clock->due_at_ms(); });
  return running;
}

}  // namespace

Happened happened(const v1::AssignUnitRequest& request, const v1::AssignUnitResponse& response,
                  const Telling& telling) {
  const std::int64_t at_ms = reached_at_ms(
      order_of(response.incident(), response.unit().id(), response.order_number()), v1::MILESTONE_ASSIGNED);
  Happened done{.sentences = {fmt::format("{} is sent to {}: order {}, given {}{}",
                                          telling.names.unit_in_full(response.unit().id()),
                                          client::short_id(response.incident().id()), response.order_number(),
                                          clock_time(at_ms, telling.now.zone), with_crew(response.unit()))},
                .at_ms = at_ms};
  if (request.device_at_ms() != 0 && request.device_at_ms() != at_ms) {
    done.sentences.emplace_back("the time that was said waits for a ruling (times pending)");
  }
  return done;
}

Happened happened(const v1::RecallUnitRequest& request, const v1::RecallUnitResponse& response,
                  const Telling& telling) {
  return order_ended(order_of(response.incident(), request.unit_id()), "recalled, " + request.reason(),
                     telling.names);
}

Happened happened(const v1::ReportMilestoneRequest& request, const v1::ReportMilestoneResponse& response,
                  const Telling& telling) {
  const v1::Order& order = order_of(response.incident(), request.unit_id(), request.order_number());
  const std::int64_t at_ms = reached_at_ms(order, request.milestone());
  const std::string at = at_ms == 0 ? "" : " at " + clock_time(at_ms, telling.now.zone);
  Happened done{.sentences = {fmt::format("{} {}{} (order {})", telling.names.unit_in_full(request.unit_id()),
                                          word(request.milestone()), at, order.number())},
                .at_ms = at_ms};
  if (request.milestone() == v1::MILESTONE_CLEARED) done.order_number = order.number();
  const v1::Stamp* stamp = domain::find_stamp(order, request.milestone());
  if (stamp != nullptr && stamp->scene_check() == v1::SCENE_CHECK_UNVERIFIED) {
    done.sentences.push_back(fmt::format("but its position was {:.1f} km from the place",
                                         static_cast<double>(stamp->scene_distance_m()) / 1'000));
  }
  if (response.after_end()) {
    done.sentences.emplace_back("the order had ended by then: this is on the record and counts for nothing");
  }
  if (response.awaits_ruling()) {
    done.sentences.emplace_back(
        request.device_at_ms() == 0
            ? "a later step was reported before and no time was said: it waits for a ruling (times pending)"
            : "what was said of the time does not fit: it waits for a ruling (times pending)");
  }
  if (std::string off = terminal_clock_text(response.unit()); !off.empty()) {
    done.sentences.push_back("the " + off + ": set its clock right");
  }
  return done;
}

Happened happened(const v1::DeclineOrderRequest& request, const v1::DeclineOrderResponse& response,
                  const Telling& telling) {
  const v1::Order& order = order_of(response.incident(), request.unit_id());
  if (!domain::is_decline_pending(order)) {
    return order_ended(order, "returned" + why(order.decline()), telling.names);
  }
  return {
      .sentences = {fmt::format("{} asks to return order {}{}", telling.names.unit_in_full(order.unit_id()),
                                order.number(), why(order.decline())),
                    "the order stays active until the dispatcher has answered (decline-answer)"}};
}

Happened happened(const v1::AnswerDeclineRequest& request, const v1::AnswerDeclineResponse& response,
                  const Telling& telling) {
  const v1::Order& order = order_of(response.incident(), request.unit_id());
  if (request.approved()) {
    return order_ended(order, "its return is approved" + why(order.decline()), telling.names);
  }
  return {.sentences = {fmt::format("order {} of {} stays active: its return is refused, {}", order.number(),
                                    telling.names.unit_in_full(order.unit_id()), request.reason())}};
}

Happened happened(const v1::AcknowledgeEscalationRequest& request,
                  const v1::AcknowledgeEscalationResponse& response, const Telling& telling) {
  const std::string name = clock_name(request.kind(), request.order_number());
  const v1::Escalation* escalation =
      domain::find_escalation(response.incident(), request.kind(), request.order_number());
  std::string sentence = fmt::format("the escalation of {} is acknowledged: nobody else is told", name);
  if (escalation != nullptr && !escalation->ended() && escalation->next_at_ms() != 0) {
    sentence += fmt::format("; {} is reminded at {} while it is late",
                            telling.names.person(escalation->acknowledged_by()),
                            clock_time(escalation->next_at_ms(), telling.now.zone));
  }
  return {.sentences = {sentence}};
}

Happened happened(const v1::CorrectTimeRequest& request, const v1::CorrectTimeResponse& response,
                  const Telling& telling) {
  const v1::Order* order = domain::find_order(response.incident(), request.order_number());
  const std::string unit = order == nullptr ? "" : telling.names.unit_in_full(order->unit_id());
  return {.sentences = {fmt::format("{} of {} (order {}) counts as {}", word(request.milestone()), unit,
                                    request.order_number(), clock_time(request.at_ms(), telling.now.zone))},
          .at_ms = request.at_ms()};
}

Happened happened(const v1::ConfirmTimeRequest& request, const v1::ConfirmTimeResponse& response,
                  const Telling& telling) {
  const v1::Order* order = domain::find_order(response.incident(), request.order_number());
  if (order == nullptr) return {};
  return {.sentences = {
              fmt::format("{} of {} (order {}) counts as {}: {}", word(request.milestone()),
                          telling.names.unit_in_full(order->unit_id()), request.order_number(),
                          clock_time(reached_at_ms(*order, request.milestone()), telling.now.zone),
                          request.confirmed() ? "what was said is confirmed" : "what was said is rejected")}};
}

namespace {

Happened told_of_place(const v1::Incident& incident) {
  if (!incident.place().has_implausible_position()) return {};
  return {.sentences = {"its place is not known: the position is not in this city (amend it)"}};
}

}  // namespace

Happened happened(const v1::AmendIncidentRequest& /*request*/, const v1::AmendIncidentResponse& response,
                  const Telling& /*telling*/) {
  return told_of_place(response.incident());
}

Happened happened(const v1::ReportIncidentRequest& /*request*/, const v1::ReportIncidentResponse& response,
                  const Telling& /*telling*/) {
  const v1::Incident& incident = response.incident();
  Happened done = told_of_place(incident);
  if (incident.is_start_implausible()) {
    done.sentences.emplace_back(
        "the call's own times lie too far back: it counts from now until a ruling (times start)");
  }
  return done;
}

Happened happened(const v1::CorrectStartRequest& request, const v1::CorrectStartResponse& /*response*/,
                  const Telling& telling) {
  return {.sentences = {"it began at " + text::date_time(request.at_ms(), telling.now.zone)}};
}

Happened happened(const v1::RelieveCrewRequest& request, const v1::RelieveCrewResponse& response,
                  const Telling& telling) {
  const v1::Order& order = order_of(response.incident(), request.unit_id());
  return {.sentences = {fmt::format(
              "order {} of {} goes on{}; {} still answers for the incident until it is handed over",
              order.number(), telling.names.unit_in_full(request.unit_id()), with_crew(response.unit()),
              answers_for(response.incident(), telling.names))}};
}

Happened happened(const v1::CancelIncidentRequest& /*request*/, const v1::CancelIncidentResponse& response,
                  const Telling& /*telling*/) {
  if (!response.incident().has_cancellation()) return {};
  return {.sentences = {cancellation_text(response.incident())}};
}

Happened happened(const v1::ReportDispositionRequest& request, const v1::ReportDispositionResponse& response,
                  const Telling& telling) {
  const std::int64_t at_ms = response.incident().disposition().at_ms();
  return {.sentences = {fmt::format("result {} reported {}", request.code(),
                                    clock_time(at_ms, telling.now.zone))},
          .at_ms = at_ms};
}

Happened happened(const v1::CloseIncidentRequest& /*request*/, const v1::CloseIncidentResponse& response,
                  const Telling& telling) {
  const std::int64_t at_ms = response.incident().ended_at_ms();
  return {.sentences = {fmt::format("{} is closed since {}", client::short_id(response.incident().id()),
                                    clock_time(at_ms, telling.now.zone))},
          .at_ms = at_ms};
}

Happened happened(const v1::RequestHandoverRequest& request, const v1::RequestHandoverResponse& response,
                  const Telling& telling) {
  return {.sentences = {fmt::format("{} is asked to take over; until then {} answers for it",
                                    telling.names.person(request.to_officer_id()),
                                    answers_for(response.incident(), telling.names))}};
}

Happened happened(const v1::AnswerHandoverRequest& request, const v1::AnswerHandoverResponse& response,
                  const Telling& telling) {
  const std::string who = answers_for(response.incident(), telling.names);
  if (request.accepted()) return {.sentences = {fmt::format("{} answers for it from now on", who)}};
  const v1::Handover& handover = response.incident().handover();
  return {.sentences = {
              fmt::format("the handover is refused: {} decides, until then {} answers for it",
                          post(handover.arbiter_role(), telling.names.person(handover.arbiter_id())), who)}};
}

Happened happened(const v1::WithdrawHandoverRequest& /*request*/,
                  const v1::WithdrawHandoverResponse& response, const Telling& telling) {
  return {.sentences = {fmt::format("the handover is withdrawn: {} still answers for it",
                                    answers_for(response.incident(), telling.names))}};
}

Happened happened(const v1::ArbitrateHandoverRequest& /*request*/,
                  const v1::ArbitrateHandoverResponse& response, const Telling& telling) {
  return {.sentences = {
              fmt::format("decided: {} answers for it", answers_for(response.incident(), telling.names))}};
}

std::vector<std::string> linked(const v1::Incident& duplicate, const v1::Incident& kept,
                                v1::Priority priority_before, const ShownNames& names) {
  std::vector<std::string> sentences{fmt::format("{} ended as a duplicate of {}, which is kept with {} calls",
                                                 client::short_id(duplicate.id()),
                                                 client::short_id(kept.id()), kept.calls_total())};
  if (kept.priority() != priority_before) {
    sentences.push_back(fmt::format("its priority is {} now, by the report that was linked; it was {}",
                                    priority_text(kept.priority()), priority_text(priority_before)));
  }
  std::vector<std::string> moved;
  for (const v1::Order& order : duplicate.orders()) {
    const bool is_there =
        std::ranges::count(domain::active_units(kept), order.unit_id()) > 0 && !domain::is_active(order);
    if (is_there) moved.push_back(names.unit_in_full(order.unit_id()));
  }
  if (!moved.empty()) sentences.push_back(fmt::format("moved with it: {}", fmt::join(moved, ", ")));
  return sentences;
}

std::vector<text::Cell> outcome_lines(const Happened& happened, const v1::Incident& incident,
                                      const std::vector<std::string>& event_ids, const CityNow& now) {
  using text::Style;
  std::vector<text::Cell> lines;
  for (const std::string& sentence : happened.sentences) lines.emplace_back(sentence, Style::kBold);
  lines.emplace_back(headline(incident));
  for (const v1::Clock& clock : incident.clocks()) {
    if (!was_ended_by(happened, clock)) continue;
    lines.emplace_back(fmt::format("  {}: {}", clock_name(clock, now.zone), clock_state(clock, now)));
  }
  for (const v1::Escalation& escalation : incident.escalations()) {
    if (!was_ended_by(event_ids, incident, escalation)) continue;
    lines.emplace_back("  the escalation of " + clock_name(escalation.kind(), escalation.order_number()) +
                       " has ended");
  }
  for (const v1::Clock* clock : running_clocks(incident)) {
    const bool late = is_late(*clock, now.now_ms);
    lines.emplace_back(fmt::format("  {}: {}", clock_name(*clock, now.zone), clock_state(*clock, now)),
                       late ? Style::kRed : Style::kPlain);
  }
  if (waits_for_a_unit(incident)) lines.emplace_back("  nobody is on it", Style::kRed);
  return lines;
}

}  // namespace turnout::turnoutctl
