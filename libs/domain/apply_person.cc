#include <algorithm>

#include "domain/aggregates.h"
#include "domain/apply.h"

namespace turnout::domain {
namespace {

bool is_in(const v1::Shift& shift, const std::string& person) {
  return std::ranges::count(shift.officers(), person) > 0 ||
         std::ranges::count(shift.auxiliaries(), person) > 0;
}

}  // namespace

// An event names the people who come aboard and those who leave.
void apply(const v1::Event& event, v1::Person& person) {
  person.set_version(person_version_after(event, person.id()));
  if (event.has_record_repaired()) return;
  const bool boards = (event.has_unit_signed_on() && is_in(event.unit_signed_on().shift(), person.id())) ||
                      (event.has_crew_relieved() && is_in(event.crew_relieved().shift(), person.id()));
  person.set_unit_id(boards ? event.unit_id() : "");
}

}  // namespace turnout::domain
