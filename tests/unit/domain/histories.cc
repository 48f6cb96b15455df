#include "histories.h"

#include <algorithm>

#include "domain/clocks.h"
#include "domain/deadlines.h"
#include "domain/orders.h"

namespace turnout::testing {
namespace {

constexpr int kRemembered = 20;  // percent of the commands

// Amendments start and drop clocks.
v1::Policy patchy_policy() {
  v1::Policy policy = acting_policy();
  for (v1::LimitRule& rule : *policy.mutable_limits()) {
    if (rule.kind() == v1::CLOCK_KIND_ARRIVAL) rule.set_area_class(v1::AREA_CLASS_URBAN);
    if (rule.kind() == v1::CLOCK_KIND_DISPOSITION) rule.set_priority(v1::PRIORITY_EMERGENCY);
    if (rule.kind() == v1::CLOCK_KIND_ACKNOWLEDGE) rule.set_priority(v1::PRIORITY_EMERGENCY);
  }
  return policy;
}

template <class Request>
void change_body(Request& request) {
  if constexpr (requires { request.set_actor(""); }) {
    request.set_actor("somebody-else");
  } else {
    request.mutable_call()->set_received_by("somebody-else");
  }
}

}  // namespace

Story beginning() {
  Story story =
      given(register_unit("car-1"), register_unit("car-2"), register_unit("car-3"), register_unit("car-4"));
  story.policy = patchy_policy();
  return story;
}

History::History(std::uint64_t seed, const Story& beginning) : dice_(seed), story_(beginning) {
  if (dice_.chance(50)) story_.policy = acting_policy();
  story_.policy.set_accept_imported_times(dice_.chance(50));
  story_.policy.set_decline_needs_approval(dice_.chance(50));
}

Answer History::step() {
  if (story_.incidents().empty()) return report_one(kIncident);
  if (story_.incidents().size() == 1 && dice_.chance(8)) return report_one(kOtherIncident);
  pass_time();
  const std::int64_t kind = dice_.between(1, 100);
  if (kind <= 14) return story_.when(deadlines());
  if (kind <= 20) return by_itself();
  if (kind <= 30) return on_the_desk();
  if (kind <= 35) return on_the_units();
  if (kind <= 44) return on_the_way_out();
  if (kind <= 70) return on_the_road();
  if (kind <= 78) return among_people();
  if (kind <= 85) return on_the_record();
  return at_the_end();
}

std::string History::send_again() {
  if (!sent_) return "";
  const Answer again = sent_->again(story_);
  if (again.refusal) return "the same request again was refused: " + again.refusal->ShortDebugString();
  if (!again.events.empty()) return "the same request again had another effect";
  if (again.result.event_ids != sent_->result.event_ids) return "the same request again got other events";
  if (again.result.order_number != sent_->result.order_number)
    return "the same request again got another order";
  const Answer other = sent_->with_another_body(story_);
  if (!other.refusal || other.refusal->reason() != v1::REFUSAL_REASON_REQUEST_ID_REUSED) {
    return "the same request id with another body was not refused for it";
  }
  return "";
}

void History::pass_time() {
  const std::int64_t due_ms = domain::next_due_ms(story_.incident());
  const std::int64_t kind = dice_.between(1, 100);
  if (kind <= 45) return;
  if (kind <= 85) {
    story_.now_ms += dice_.between(1, 15'000);
  } else if (kind <= 90) {
    story_.now_ms += dice_.between(1, 1'000'000);
  } else if (due_ms != 0) {  // on the deadline, or just behind it
    story_.now_ms = std::max(story_.now_ms, due_ms + dice_.between(0, 1));
  }
}

Answer History::report_one(const std::string& incident) {
  auto command = report(incident);
  const std::int64_t ago_ms = dice_.between(-5'000, dice_.chance(80) ? 20'000 : 700'000);
  command.request.mutable_call()->set_answered_at_ms(story_.now_ms - ago_ms);
  command.request.set_priority(some_priority());
  if (dice_.chance(15)) command.request.set_kind(static_cast<v1::IncidentKind>(dice_.between(0, 3)));
  place_somewhere(command.jurisdiction);
  return send(command);
}

Answer History::on_the_desk() {
  switch (dice_.between(1, 10)) {
    case 1:
      return report_one(some_incident());
    case 5:
      return send(link(some_incident(), some_incident()));
    case 6:
      return send(split(some_incident()));
    case 2:
      return send(add_call().on(some_incident()));
    case 3:
      return send(note().on(some_incident()));
    case 4:
      return send(cancel().on(some_incident()));
    default: {
      auto command = amend().on(some_incident());
      command.request.set_priority(some_priority());
      place_somewhere(command.jurisdiction);
      return send(command);
    }
  }
}

Answer History::on_the_units() {
  if (dice_.chance(40)) return send(register_unit(some_unit()));
  if (dice_.chance(15)) return send(sign_off(some_unit()));
  if (dice_.chance(25)) {
    auto command = sign_on(some_officer(), some_unit());
    command.request.add_auxiliaries(some_officer());
    return send(command);
  }
  const bool out = dice_.chance(30);
  return send(set_status(out ? v1::UNIT_STATUS_OUT_OF_SERVICE : v1::UNIT_STATUS_AVAILABLE, some_unit()));
}

Answer History::on_the_way_out() {
  auto command = assign(some_unit()).on(some_incident());
  if (dice_.chance(20)) {
    command.from(v1::TIME_SOURCE_IMPORT).request.set_device_at_ms(story_.now_ms - dice_.between(0, 200'000));
  }
  return send(command);
}

// Somebody says something about an order: an active one, as a rule, and sometimes one that never was.
Answer History::on_the_road() {
  const std::string incident = some_incident();
  std::string unit;
  std::uint32_t number = 0;
  if (const auto found = story_.incidents().find(incident); found != story_.incidents().end()) {
    for (const v1::Order& order : found->second.orders()) {
      if (!dice_.chance(domain::is_active(order) ? 60 : 15)) continue;
      unit = order.unit_id();
      number = dice_.chance(40) ? order.number() : 0;
    }
  }
  if (unit.empty()) return dice_.chance(90) ? on_the_way_out() : send(recall(some_unit()).on(incident));
  if (dice_.chance(8)) return send(recall(unit).on(incident));
  if (dice_.chance(5)) return send(decline(unit).on(incident));
  if (dice_.chance(5)) return send(relieve(some_officer(), unit).on(incident));
  auto command = milestone(static_cast<v1::Milestone>(dice_.between(2, 7)), unit).on(incident).order(number);
  if (dice_.chance(50)) {
    const std::int64_t longest_ms = dice_.chance(50) ? 30'000 : 900'000;
    command.request.set_device_at_ms(story_.now_ms - dice_.between(-2'000, longest_ms));
    command.from(static_cast<v1::TimeSource>(dice_.between(0, 5)));
  }
  if (dice_.chance(20)) command.request.mutable_position()->set_latitude_deg(30.5);
  return send(command.by(some_officer()));
}

// What the services do by themselves.
Answer History::by_itself() {
  if (dice_.chance(60)) return story_.when(reassign_to(dice_.chance(80) ? some_unit() : ""));
  const auto kind = dice_.chance(50) ? v1::CLOCK_KIND_TURNOUT : v1::CLOCK_KIND_ARRIVAL;
  return story_.when(predict(kind, dice_.chance(60), Duration(dice_.between(0, 2'000'000))));
}

// Declining, answering escalations, handing over: as a rule by whoever may.
Answer History::among_people() {
  const std::string incident = some_reviewed_incident();
  const v1::Incident& now = story_.incident(incident);
  const std::string officer = dice_.chance(80) ? now.responsible().officer_id() : some_officer();
  const std::string asked =
      dice_.chance(80) && now.has_handover() ? now.handover().to_officer_id() : some_officer();
  switch (dice_.between(1, 6)) {
    case 1:
      return send(answer_decline(dice_.chance(50), some_unit()).on(incident));
    case 2: {
      if (now.escalations().empty()) return send(acknowledge(v1::CLOCK_KIND_TURNOUT).on(incident));
      const v1::Escalation& last = *now.escalations().rbegin();
      return send(acknowledge(last.kind(), last.order_number()).on(incident));
    }
    case 3:
    case 4:
      if (!now.has_handover()) return send(hand_over(officer, some_officer()).on(incident));
      [[fallthrough]];
    case 5:
      return send(answer_handover(asked, dice_.chance(50)).on(incident));
    default:
      if (dice_.chance(30)) return send(withdraw_handover(officer).on(incident));
      return send(arbitrate(dice_.chance(50)).on(incident));
  }
}

// A supervisor rules on times.
Answer History::on_the_record() {
  const std::string incident = some_reviewed_incident();
  const auto which = static_cast<v1::Milestone>(dice_.between(1, 7));
  const std::uint32_t number = some_order(incident);
  if (dice_.chance(50)) return send(confirm_time(which, dice_.chance(70), number).on(incident));
  const std::int64_t longest_ms = dice_.chance(50) ? 30'000 : 900'000;
  const std::int64_t at_ms = story_.now_ms - dice_.between(-2'000, longest_ms);
  if (dice_.chance(30)) return send(correct_start(Duration(at_ms - kCallAtMs)).on(incident));
  return send(correct_time(which, Duration(at_ms - kCallAtMs), number).on(incident));
}

// Towards the end and behind it, as a rule by the step that comes next.
Answer History::at_the_end() {
  const v1::Incident& incident = story_.incident();
  const std::vector<std::string> units = domain::active_units(incident);
  const bool open = incident.status() == v1::INCIDENT_STATUS_OPEN;
  switch (dice_.chance(80) ? 0 : dice_.between(1, 3)) {
    case 0:
      if (!open) return send(reopen());
      if (!units.empty()) return send(milestone(v1::MILESTONE_CLEARED, dice_.one_of(units)));
      return incident.has_disposition() ? send(close()) : send(disposition());
    case 1:
      return send(disposition());
    case 2:
      return send(close());
    default:
      return send(reopen());
  }
}

template <class Request>
Answer History::send(Command<Request> command) {
  if constexpr (requires { command.request.set_request_id(""); }) {
    command.id("command-" + std::to_string(++requests_));
  }
  if (!dice_.chance(kRemembered)) return story_.when(std::move(command));
  Answer answer = story_.when(command);
  if (answer.refusal || answer.events.empty()) return answer;
  Command<Request> other = command;
  change_body(other.request);
  sent_ = {.again = [command](Story& story) { return story.when(command); },
           .with_another_body = [other](Story& story) { return story.when(other); },
           .result = answer.result};
  return answer;
}

std::string History::some_unit() {
  return "car-" + std::to_string(dice_.between(1, dice_.chance(3) ? 9 : 4));
}

std::string History::some_incident() {
  return dice_.chance(85) ? kIncident : kOtherIncident;
}

std::string History::some_reviewed_incident() {
  const std::string incident = some_incident();
  return story_.incidents().contains(incident) ? incident : kIncident;
}

std::uint32_t History::some_order(const std::string& incident) {
  const int orders = story_.incident(incident).orders_size();
  return static_cast<std::uint32_t>(dice_.between(1, std::max(1, orders)));
}

std::string History::some_officer() {
  return "officer-" + std::to_string(dice_.between(1, 4));
}

v1::Priority History::some_priority() {
  return static_cast<v1::Priority>(dice_.between(0, 3));
}

void History::place_somewhere(domain::Jurisdiction& jurisdiction) {
  jurisdiction.area_class = static_cast<v1::AreaClass>(dice_.between(0, 3));
}

}  // namespace turnout::testing
