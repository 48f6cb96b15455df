#include "event_store/stored_form.h"

#include "domain/bounds.h"
#include "domain/deadlines.h"

namespace turnout::event_store {

static_assert(kMaxAggregates >= domain::kMaxUnitsAtOnce + kMaxIncidents);
// A crew that relieves another: officers and auxiliaries of both, the unit and its incident.
static_assert(kMaxAggregates >= 4 * domain::kMaxCrew + 2);
static_assert(kMaxEvents >= domain::kMaxEventsOfALink);

std::string to_bytes(const google::protobuf::MessageLite& message) {
  return message.SerializeAsString();
}

void parse_bytes(const std::string& bytes, google::protobuf::MessageLite& message, const std::string& what) {
  if (message.ParseFromString(bytes)) return;
  throw BrokenRecord(what + " is stored as " + std::to_string(bytes.size()) + " bytes that are not a " +
                     message.GetTypeName());
}

LoggedEvent logged_event(std::uint64_t sequence, const std::string& bytes) {
  LoggedEvent logged{.sequence = sequence, .event = {}, .fault = {}};
  if (!logged.event.ParseFromString(bytes)) {
    logged.event.Clear();
    logged.fault = "its " + std::to_string(bytes.size()) + " bytes are not an event";
  } else if (logged.event.body_case() == v1::Event::BODY_NOT_SET) {
    logged.fault = "it is of a kind that this program does not know";
  }
  return logged;
}

BrokenRecord not_in_log(std::uint64_t sequence) {
  return BrokenRecord("event " + std::to_string(sequence) + " is not in the log");
}

std::vector<AggregateWrite> writes_of(const domain::Change& change) {
  std::vector<AggregateWrite> writes;
  for (const auto& [from_version, incident] : change.incidents) {
    writes.push_back({.kind = v1::AGGREGATE_KIND_INCIDENT,
                      .id = incident.id(),
                      .from_version = from_version,
                      .version = incident.version(),
                      .snapshot = to_bytes(incident),
                      .is_open = incident.status() == v1::INCIDENT_STATUS_OPEN,
                      .due_at_ms = domain::next_due_ms(incident)});
  }
  for (const auto& [from_version, unit] : change.units) {
    writes.push_back({.kind = v1::AGGREGATE_KIND_UNIT,
                      .id = unit.id(),
                      .from_version = from_version,
                      .version = unit.version(),
                      .snapshot = to_bytes(unit)});
  }
  for (const auto& [from_version, person] : change.people) {
    writes.push_back({.kind = v1::AGGREGATE_KIND_PERSON,
                      .id = person.id(),
                      .from_version = from_version,
                      .version = person.version(),
                      .snapshot = to_bytes(person)});
  }
  return writes;
}

void require_within_bounds(const domain::Change& change) {
  const std::size_t aggregates = change.incidents.size() + change.units.size() + change.people.size();
  const bool holds = change.incidents.size() <= kMaxIncidents && aggregates >= 1 &&
                     aggregates <= kMaxAggregates && !change.events.empty() &&
                     change.events.size() <= kMaxEvents;
  if (holds) return;
  throw std::invalid_argument("a commit holds 1 to " + std::to_string(kMaxEvents) + " events and 1 to " +
                              std::to_string(kMaxAggregates) + " aggregates, at most " +
                              std::to_string(kMaxIncidents) + " of them incidents; this one has " +
                              std::to_string(change.events.size()) + ", " + std::to_string(aggregates) +
                              " and " + std::to_string(change.incidents.size()));
}

}  // namespace turnout::event_store
