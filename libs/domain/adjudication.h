// What the commands of a supervisor on a reported time share.
#pragma once

#include "domain/event_builder.h"
#include "domain/request_forms.h"
#include "domain/require.h"

namespace turnout::domain {

// The reported stamp of this milestone; refuses an unknown order and a time that nobody has reported.
Outcome<const v1::Stamp*> reported_stamp(const v1::Incident& incident, std::uint32_t order_number,
                                         v1::Milestone milestone);
// The time lies between the incident's start and now.
Answer require_within(const v1::Incident& incident, std::int64_t at_ms, const Context& context,
                      const std::string& field);
// The adjudication, and the deadlines that only seemed kept.
std::vector<v1::Event> events_of(const v1::TimeAdjudicated& adjudicated, EventBuilder builder,
                                 const v1::Incident& before);

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
v1::TimeAdjudicated adjudication_of(const v1::Stamp& before, const Request& request) {
  v1::TimeAdjudicated adjudicated;
  adjudicated.set_order_number(request.order_number());
  adjudicated.set_milestone(request.milestone());
  *adjudicated.mutable_before() = before;
  *adjudicated.mutable_after() = before;
  adjudicated.mutable_after()->set_adjudicated_by(request.actor());
  adjudicated.mutable_after()->set_adjudication_reason(request.reason());
  return adjudicated;
}

}  // namespace turnout::domain
