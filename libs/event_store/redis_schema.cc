#include "event_store/redis_schema.h"

#include <algorithm>
#include <charconv>
#include <stdexcept>
#include <string_view>

#include "domain/form.h"
#include "event_store/commit_library.h"
#include "event_store/stored_form.h"
#include "redis/args.h"

namespace turnout::event_store {
namespace {

constexpr std::size_t kIndexKeys = 4;
constexpr std::size_t kArgumentsOfAnAggregate = 6;

// The field of a log entry names the form of its event.
constexpr std::string_view kEventField = "event.v3";
constexpr std::string_view kFormerEventFields[] = {"event", "event.v2"};

// Which indexes the commit brings up to date.
std::string index_of(const AggregateWrite& write) {
  if (write.kind == v1::AGGREGATE_KIND_INCIDENT) return write.is_open ? "open" : "ended";
  return write.kind == v1::AGGREGATE_KIND_UNIT ? "unit" : "none";
}

std::string require_district(const std::string& district) {
  const domain::Outcome<void> fits = domain::Form().id("district", district).result();
  if (!fits) throw std::invalid_argument(fits.error().field() + " " + fits.error().message());
  return "{d:" + district + "}:";
}

// After an entry whose id is no sequence no commit could append anything: the process cannot go on.
std::uint64_t sequence_of_entry(const std::string& id) {
  std::uint64_t sequence = 0;
  std::from_chars(id.data() + id.find('-') + 1, id.data() + id.size(), sequence);
  if (id != entry_id(sequence)) throw BrokenRecord("log entry " + id + " is foreign");
  return sequence;
}

LoggedEvent logged_event_of(const redis::Reply& entry) {
  const std::vector<redis::Reply>& parts = entry.as_array_of(2);
  const std::uint64_t sequence = sequence_of_entry(parts[0].as_string());
  const std::vector<redis::Reply>& fields = parts[1].as_array();
  if (fields.size() == 2 && fields[0].as_string() == kEventField) {
    return logged_event(sequence, fields[1].as_string());
  }
  if (fields.size() == 2 && std::ranges::count(kFormerEventFields, fields[0].as_string()) > 0) {
    throw BrokenRecord("log entry " + entry_id(sequence) + " was written by Turnout 0.1 or an early 0.2 (" +
                       fields[0].as_string() +
                       "), whose events this version cannot read; serve another district");
  }
  return {.sequence = sequence, .event = {}, .fault = "the entry has other fields than an event"};
}

}  // namespace

RedisKeys::RedisKeys(const std::string& district)
    : prefix_(require_district(district)),
      log_(prefix_ + "log"),
      open_(prefix_ + "open"),
      deadlines_(prefix_ + "deadlines"),
      units_(prefix_ + "units"),
      log_identity_(prefix_ + "log_identity") {}

std::string entry_id(std::uint64_t sequence) {
  return "0-" + std::to_string(sequence);
}

std::string RedisKeys::aggregate(v1::AggregateKind kind, const std::string& id) const {
  switch (kind) {
    case v1::AGGREGATE_KIND_INCIDENT:
      return prefix_ + "incident:" + id;
    case v1::AGGREGATE_KIND_UNIT:
      return prefix_ + "unit:" + id;
    case v1::AGGREGATE_KIND_PERSON:
      return prefix_ + "person:" + id;
    default:
      throw std::invalid_argument("no key for an aggregate of kind " + std::to_string(kind));
  }
}

std::vector<std::string> commit_command(const RedisKeys& keys, const domain::Change& change) {
  std::vector<AggregateWrite> writes = writes_of(change);
  std::vector<std::string> command = redis::args("FCALL", kCommitFunction, kIndexKeys + writes.size(),
                                                 keys.log(), keys.open(), keys.deadlines(), keys.units());
  command.reserve(command.size() + 1 + change.events.size() + kArgumentsOfAnAggregate * writes.size());
  for (const AggregateWrite& write : writes) command.push_back(keys.aggregate(write.kind, write.id));
  command.push_back(std::to_string(change.events.size()));
  for (const v1::Event& event : change.events) command.push_back(to_bytes(event));
  for (AggregateWrite& write : writes) {
    command.push_back(index_of(write));
    command.push_back(std::move(write.id));
    command.push_back(std::to_string(write.from_version));
    command.push_back(std::to_string(write.version));
    command.push_back(std::to_string(write.due_at_ms));
    command.push_back(std::move(write.snapshot));
  }
  return command;
}

std::vector<LoggedEvent> logged_events(const redis::Reply& entries) {
  std::vector<LoggedEvent> events;
  events.reserve(entries.as_array().size());
  for (const redis::Reply& entry : entries.as_array()) events.push_back(logged_event_of(entry));
  return events;
}

}  // namespace turnout::event_store
