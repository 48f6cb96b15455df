#include "domain/crew.h"

#include <algorithm>
#include <set>

#include "domain/local_time_text.h"
#include "turnout/v1/policy.pb.h"

namespace turnout::domain {
namespace {

std::vector<std::string> people_of(const v1::Shift& shift) {
  std::vector<std::string> people(shift.officers().begin(), shift.officers().end());
  people.insert(people.end(), shift.auxiliaries().begin(), shift.auxiliaries().end());
  return people;
}

}  // namespace

std::vector<std::string> people_aboard(const v1::Unit& unit) {
  return people_of(unit.shift());
}

Answer require_aboard_nowhere_else(const Aggregates& aggregates, const v1::Shift& shift,
                                   const std::string& unit_id) {
  for (const std::string& id : people_of(shift)) {
    const v1::Person* person = aggregates.person(id);
    if (person == nullptr || person->unit_id().empty() || person->unit_id() == unit_id) continue;
    return refuse(v1::REFUSAL_REASON_SIGNED_ON_ELSEWHERE,
                  std::ranges::count(shift.officers(), id) > 0 ? "officers" : "auxiliaries",
                  id + " is aboard unit " + person->unit_id() + "; sign that unit off first");
  }
  return {};
}

void name_people(const Aggregates& aggregates, const v1::Unit& before, const v1::Shift& shift,
                 v1::Event& event) {
  const std::vector<std::string> leaving = people_aboard(before);
  const std::vector<std::string> boarding = people_of(shift);
  std::set<std::string> ids(leaving.begin(), leaving.end());
  ids.insert(boarding.begin(), boarding.end());
  for (const std::string& id : ids) {
    const v1::Person* person = aggregates.person(id);
    v1::AggregateVersion& changed = *event.add_others();
    changed.set_kind(v1::AGGREGATE_KIND_PERSON);
    changed.set_id(id);
    changed.set_version((person == nullptr ? 0 : person->version()) + 1);
  }
}

bool is_crewed(const v1::Unit& unit, std::int64_t now_ms) {
  if (!unit.has_shift()) return false;
  return unit.shift().ends_at_ms() == 0 || now_ms < unit.shift().ends_at_ms();
}

std::string leader_of(const v1::Unit& unit) {
  return unit.shift().officers().empty() ? "" : unit.shift().officers(0);
}

Answer require_crew(const v1::Unit& unit, const Context& context) {
  if (!context.policy.crew_required() || is_crewed(unit, context.now_ms)) return {};
  const std::string why = !unit.has_shift()
                              ? "nobody has signed on to unit " + unit.id()
                              : "the shift of the crew of unit " + unit.id() + " ended at " +
                                    second_text(unit.shift().ends_at_ms(), context.policy.time_zone());
  return refuse(v1::REFUSAL_REASON_UNIT_NOT_SIGNED_ON, "unit_id",
                why + "; sign a crew on first, or send another unit");
}

}  // namespace turnout::domain
