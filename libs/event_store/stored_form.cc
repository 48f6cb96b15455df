#include "event_store/stored_form.h"

#include <zlib.h>

#include <string_view>

#include "domain/bounds.h"
#include "domain/deadlines.h"

namespace turnout::event_store {

static_assert(kMaxAggregates >= domain::kMaxUnitsAtOnce + kMaxIncidents);
// A crew that relieves another: officers and auxiliaries of both, the unit and its incident.
static_assert(kMaxAggregates >= 4 * domain::kMaxCrew + 2);
static_assert(kMaxEvents >= domain::kMaxEventsOfALink);

namespace {

constexpr std::size_t kChecksumBytes = 4;

std::string checksum_of(std::string_view bytes) {
  const uLong checksum = crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size());
  std::string stored;
  for (std::size_t i = 0; i < kChecksumBytes; ++i) stored += static_cast<char>(checksum >> (8 * i) & 0xff);
  return stored;
}

std::string name_of(const AggregateId& which) {
  switch (which.kind) {
    case v1::AGGREGATE_KIND_UNIT:
      return "unit " + which.id;
    case v1::AGGREGATE_KIND_PERSON:
      return "person " + which.id;
    default:
      return "incident " + which.id;
  }
}

}  // namespace

DamagedRecord::DamagedRecord(AggregateId which, const std::string& fault)
    : DataLoss("the stored state of " + name_of(which) + " is damaged: " + fault), which_(std::move(which)) {}

std::string to_bytes(const google::protobuf::MessageLite& message) {
  std::string bytes = message.SerializeAsString();
  bytes += checksum_of(bytes);
  return bytes;
}

std::string parse_bytes(const std::string& bytes, google::protobuf::MessageLite& message) {
  const std::string size = std::to_string(bytes.size()) + " bytes";
  if (bytes.size() < kChecksumBytes) return size + " are no record";
  const std::string_view content(bytes.data(), bytes.size() - kChecksumBytes);
  if (!bytes.ends_with(checksum_of(content))) return "its " + size + " do not have their checksum";
  if (message.ParseFromArray(content.data(), static_cast<int>(content.size()))) return "";
  return "its " + size + " are not a " + message.GetTypeName();
}

LoggedEvent logged_event(std::uint64_t sequence, const std::string& bytes) {
  LoggedEvent logged{.sequence = sequence, .event = {}, .fault = {}};
  logged.fault = parse_bytes(bytes, logged.event);
  if (!logged.fault.empty()) {
    logged.event.Clear();
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
