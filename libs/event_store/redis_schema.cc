#include "event_store/redis_schema.h"

#include <charconv>
#include <stdexcept>

#include "domain/deadlines.h"
#include "domain/form.h"
#include "event_store/commit_library.h"
#include "event_store/stored_form.h"
#include "redis/args.h"

namespace turnout::event_store {
namespace {

constexpr int kIndexKeys = 4;

std::string require_district(const std::string& district) {
  const domain::Outcome<void> fits = domain::Form().id("district", district).result();
  if (!fits) throw std::invalid_argument(fits.error().field() + " " + fits.error().message());
  return "{d:" + district + "}:";
}

template <class State>
void append(std::vector<std::string>& command, const domain::Updated<State>& updated) {
  command.push_back(updated.state.id());
  command.push_back(std::to_string(updated.from_version));
  command.push_back(std::to_string(updated.state.version()));
  command.push_back(to_bytes(updated.state));
}

// Behind an entry whose id is not a place no commit could append anything: that is not to be survived.
std::uint64_t place_of(const std::string& id) {
  std::uint64_t sequence = 0;
  std::from_chars(id.data() + id.find('-') + 1, id.data() + id.size(), sequence);
  if (id != entry_id(sequence)) throw BrokenRecord("log entry " + id + " is foreign");
  return sequence;
}

LoggedEvent logged_event_of(const redis::Reply& entry) {
  const std::vector<redis::Reply>& parts = entry.as_array_of(2);
  const std::uint64_t sequence = place_of(parts[0].as_string());
  const std::vector<redis::Reply>& fields = parts[1].as_array();
  if (fields.size() == 2) return logged_event(sequence, fields[1].as_string());
  return {.sequence = sequence, .event = {}, .fault = "it is foreign"};
}

}  // namespace

RedisKeys::RedisKeys(const std::string& district)
    : prefix_(require_district(district)),
      log_(prefix_ + "log"),
      open_(prefix_ + "open"),
      deadlines_(prefix_ + "deadlines"),
      units_(prefix_ + "units") {}

std::string entry_id(std::uint64_t sequence) {
  return "0-" + std::to_string(sequence);
}

std::vector<std::string> commit_command(const RedisKeys& keys, const domain::Change& change) {
  const std::size_t aggregates = change.incidents.size() + change.units.size();
  std::vector<std::string> command = redis::args("FCALL", kCommitFunction, kIndexKeys + aggregates,
                                                 keys.log(), keys.open(), keys.deadlines(), keys.units());
  for (const auto& updated : change.incidents) command.push_back(keys.incident(updated.state.id()));
  for (const auto& updated : change.units) command.push_back(keys.unit(updated.state.id()));

  const v1::Incident* incident = change.incidents.empty() ? nullptr : &change.incidents.front().state;
  command.push_back(std::to_string(change.events.size()));
  command.emplace_back(incident != nullptr ? "1" : "0");
  command.emplace_back(incident != nullptr && incident->status() == v1::INCIDENT_STATUS_OPEN ? "1" : "0");
  command.push_back(std::to_string(incident != nullptr ? domain::next_due_ms(*incident) : 0));
  for (const v1::Event& event : change.events) command.push_back(to_bytes(event));
  for (const auto& updated : change.incidents) append(command, updated);
  for (const auto& updated : change.units) append(command, updated);
  return command;
}

std::vector<LoggedEvent> logged_events(const redis::Reply& entries) {
  std::vector<LoggedEvent> events;
  events.reserve(entries.as_array().size());
  for (const redis::Reply& entry : entries.as_array()) events.push_back(logged_event_of(entry));
  return events;
}

}  // namespace turnout::event_store
