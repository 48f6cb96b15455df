// The crew of a unit: who may be it, and whether there is one.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "domain/decision.h"
#include "domain/form.h"
#include "domain/request_forms.h"
#include "domain/require.h"

namespace turnout::domain {

// Of a command that brings a crew aboard: its people, and the planned end of their shift.
template <class Request>
void check_crew(Form& form, const Request& request) {
  form.must(!request.officers().empty(), "officers", "needs one at least: a crew is led by an officer");
  check_people(form, "officers", request.officers());
  check_people(form, "auxiliaries", request.auxiliaries());
  std::set<std::string> people(request.officers().begin(), request.officers().end());
  people.insert(request.auxiliaries().begin(), request.auxiliaries().end());
  form.must(static_cast<int>(people.size()) == request.officers_size() + request.auxiliaries_size(),
            "officers", "must name everybody once, as an officer or as an auxiliary");
  form.instant("ends_at_ms", request.ends_at_ms());
}

// The shift that begins now with the people of the request; refuses one that would have ended.
template <class Request>
Outcome<v1::Shift> shift_of(const Request& request, const Context& context) {
  if (request.ends_at_ms() != 0 && request.ends_at_ms() <= context.now_ms) {
    return refuse(v1::REFUSAL_REASON_INVALID_FIELD, "ends_at_ms", "must lie after now");
  }
  v1::Shift shift;
  *shift.mutable_officers() = request.officers();
  *shift.mutable_auxiliaries() = request.auxiliaries();
  shift.set_began_at_ms(context.now_ms);
  shift.set_ends_at_ms(request.ends_at_ms());
  return shift;
}

// The people aboard; empty = nobody has signed on.
std::vector<std::string> people_aboard(const v1::Unit& unit);

// Nobody who comes aboard this unit is aboard another one.
Answer require_aboard_nowhere_else(const Aggregates& aggregates, const v1::Shift& shift,
                                   const std::string& unit_id);

// The event changes everybody who comes aboard with the shift or leaves the unit: the commit then checks them too.
void name_people(const Aggregates& aggregates, const v1::Unit& before, const v1::Shift& shift,
                 v1::Event& event);

// A crew is aboard, and its shift has not ended by plan.
bool is_crewed(const v1::Unit& unit, std::int64_t now_ms);

// Who leads the crew aboard; empty = nobody has signed on.
std::string leader_of(const v1::Unit& unit);

// Where the policy asks for a crew, the unit has one.
Answer require_crew(const v1::Unit& unit, const Context& context);

}  // namespace turnout::domain
