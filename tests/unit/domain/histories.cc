#include "histories.h"

#include <algorithm>

#include "domain/clocks.h"

namespace turnout::testing {
namespace {

constexpr int kRemembered = 20;  // percent of the commands

// Limits that come and go with area and priority, so that amendments start and drop clocks.
v1::Policy patchy_policy(bool accept_imported) {
  v1::Policy policy = usual_policy();
  policy.set_accept_imported_times(accept_imported);
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

History::History(std::uint64_t seed) : dice_(seed) {
  story_.policy = patchy_policy(dice_.chance(50));
  send(register_unit("car-1"));
  send(register_unit("car-2"));
  send(report().in("station", v1::AREA_CLASS_URBAN));
}

Answer History::step() {
  pass_time();
  const std::int64_t kind = dice_.between(1, 100);
  if (kind <= 20) return story_.when(deadlines());
  if (kind <= 35) return on_the_desk();
  if (kind <= 45) return on_the_units();
  if (kind <= 90) return on_the_road();
  return at_the_end();
}

std::string History::send_again() {
  if (!sent_) return "";
  const Answer again = sent_->again(story_);
  if (again.refusal) return "the same request again was refused: " + again.refusal->ShortDebugString();
  if (!again.events.empty()) return "the same request again had another effect";
  if (again.receipt.event_ids != sent_->receipt.event_ids) return "the same request again got other events";
  if (again.receipt.assignment != sent_->receipt.assignment)
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
  if (kind <= 30) return;
  if (kind <= 70) {
    story_.now_ms += dice_.between(1, 40'000);
  } else if (kind <= 80) {
    story_.now_ms += dice_.between(1, 2'000'000);
  } else if (due_ms != 0) {  // on the deadline, or just behind it
    story_.now_ms = std::max(story_.now_ms, due_ms + dice_.between(0, 1));
  }
}

Answer History::on_the_desk() {
  switch (dice_.between(1, 6)) {
    case 1: {
      auto command = report(dice_.chance(80) ? kOtherIncident : kIncident);
      command.request.mutable_call()->set_answered_at_ms(story_.now_ms - dice_.between(-5'000, 700'000));
      command.request.set_type(some_reason());
      place_somewhere(command.jurisdiction);
      return send(command);
    }
    case 2:
      return send(add_call());
    case 3:
      return send(note());
    case 4:
      return dice_.chance(15) ? send(cancel()) : send(note());
    default: {
      auto command = amend();
      command.request.set_priority(static_cast<v1::Priority>(dice_.between(0, 3)));
      place_somewhere(command.jurisdiction);
      return send(command);
    }
  }
}

Answer History::on_the_units() {
  if (dice_.chance(50)) return send(register_unit(some_unit()));
  const bool out = dice_.chance(30);
  return send(set_status(out ? v1::UNIT_STATUS_OUT_OF_SERVICE : v1::UNIT_STATUS_AVAILABLE, some_unit()));
}

Answer History::on_the_road() {
  const std::string incident = dice_.chance(85) ? kIncident : kOtherIncident;
  switch (dice_.between(1, 10)) {
    case 1:
    case 2:
    case 3: {
      auto command = assign(some_unit()).on(incident);
      if (dice_.chance(20)) {
        command.from(v1::TIME_SOURCE_IMPORT)
            .request.set_device_at_ms(story_.now_ms - dice_.between(0, 200'000));
      }
      return send(command);
    }
    case 4:
      return send(recall(some_unit()).on(incident));
    case 5:
      return send(decline(some_unit()).on(incident));
    default:
      return report_milestone();
  }
}

Answer History::report_milestone() {
  auto command = milestone(static_cast<v1::Milestone>(dice_.between(2, 7)), some_unit());
  if (dice_.chance(10)) command.on(kOtherIncident);
  if (dice_.chance(20)) command.order(static_cast<std::uint32_t>(dice_.between(1, 6)));
  if (dice_.chance(50)) {
    command.request.set_device_at_ms(story_.now_ms -
                                     dice_.between(-5'000, dice_.chance(50) ? 30'000 : 900'000));
    command.from(static_cast<v1::TimeSource>(dice_.between(0, 5)));
  }
  if (dice_.chance(20)) command.request.mutable_position()->set_latitude_deg(30.5);
  return send(command.by(some_reason()));
}

Answer History::at_the_end() {
  switch (dice_.between(1, 3)) {
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
           .receipt = answer.receipt};
  return answer;
}

std::string History::some_unit() {
  return "car-" + std::to_string(dice_.between(1, dice_.chance(95) ? 4 : 9));
}

std::string History::some_reason() {
  return "officer-" + std::to_string(dice_.between(1, 4));
}

void History::place_somewhere(domain::Jurisdiction& jurisdiction) {
  jurisdiction.area_class = static_cast<v1::AreaClass>(dice_.between(0, 3));
}

}  // namespace turnout::testing
