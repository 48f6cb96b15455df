// What a supervisor's rulings on times share.
#pragma once

#include "domain/event_builder.h"
#include "domain/request_forms.h"
#include "domain/require.h"

namespace turnout::domain {

// Nobody rules on a time that he has reported himself, or for an order that he has signed or led.
Answer require_impartial(const v1::Order& order, const v1::Stamp& stamp, const std::string& actor);
// The reported stamp of this milestone; refuses an unknown order and a time that nobody has reported.
Outcome<const v1::Stamp*> reported_stamp(const v1::Incident& incident, std::uint32_t order_number,
                                         v1::Milestone milestone);
// The bounds of a ruled time, each with what it is: "the incident's start", "now".
struct Allowed {
  std::int64_t from_ms = 0;
  std::string from;
  std::int64_t to_ms = 0;
  std::string to;
};
Answer require_between(std::int64_t at_ms, const Allowed& allowed, const Context& context,
                       const std::string& field);
// The time lies between the order, for its own time the incident's start, and now; and of the steps of the way (sent, en route, on
// scene, cleared) between those before and after it that count.
Answer require_within(const v1::Incident& incident, std::uint32_t order_number, v1::Milestone milestone,
                      std::int64_t at_ms, const Context& context, const std::string& field);
// The deadlines that the events so far show to have been missed before their clocks stopped: they fire now. `before`: as the builder
// was given it.
void add_missed(EventBuilder& builder, const v1::Incident& before);
// The ruling, of which only the body is given, and the deadlines that only seemed kept or not to be due yet.
std::vector<v1::Event> events_of(const v1::Event& ruling, const v1::Incident& incident, EventBuilder builder,
                                 const Context& context);

// The form of a command on a reported time.
template <class Request>
Form time_adjudication(const Request& request) {
  Form form = command_on_incident(request);
  form.must(request.order_number() > 0, "order_number", "is required: the number of the order, from 1")
      .known("milestone", request.milestone(), true)
      .text("reason", request.reason(), 1, kMaxReasonCharacters);
  return form;
}

template <class Request>
v1::Event ruling_of(const v1::Stamp& before, const Request& request) {
  v1::Event ruling;
  v1::TimeAdjudicated& adjudicated = *ruling.mutable_time_adjudicated();
  adjudicated.set_order_number(request.order_number());
  adjudicated.set_milestone(request.milestone());
  *adjudicated.mutable_before() = before;
  *adjudicated.mutable_after() = before;
  adjudicated.mutable_after()->set_adjudicated_by(request.actor());
  adjudicated.mutable_after()->set_adjudication_reason(request.reason());
  return ruling;
}

}  // namespace turnout::domain
