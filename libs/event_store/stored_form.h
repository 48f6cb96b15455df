// The stored form of events and snapshots: their protobuf bytes, which are the same for the same content, and four bytes of CRC-32
// (zlib's) over them, the lowest first.
#pragma once

#include <google/protobuf/message_lite.h>

#include <cstdint>
#include <stdexcept>
#include <string>

#include "domain/aggregates.h"
#include "event_store/damaged_record.h"
#include "event_store/event_store.h"

namespace turnout::event_store {

// What is stored cannot be what was stored: corruption, or somebody else's writing. Not to be survived.
class BrokenRecord : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

std::string to_bytes(const google::protobuf::MessageLite& message);

// What is wrong with the bytes, in words; empty = they are a message of this type, as it was stored.
std::string parse_bytes(const std::string& bytes, google::protobuf::MessageLite& message);

// A snapshot as it was stored with this version. Throws DamagedRecord if it is not.
template <class State>
State parse_snapshot(const AggregateId& which, std::uint64_t version, const std::string& bytes) {
  State state;
  std::string fault = parse_bytes(bytes, state);
  if (fault.empty() && state.id() != which.id) fault = "it is the state of " + state.id();
  if (fault.empty() && state.version() != version) {
    fault = "its version is " + std::to_string(state.version()) + ", and " + std::to_string(version) +
            " was stored";
  }
  if (!fault.empty()) throw DamagedRecord(which, fault);
  return state;
}

// What is the log entry with this sequence of the log: an event, or the fault of what is none that this program knows.
LoggedEvent logged_event(std::uint64_t sequence, const std::string& bytes);

// For a place at which there is no event.
BrokenRecord not_in_log(std::uint64_t sequence);

// One aggregate of a commit as an adapter stores it, whatever its kind.
struct AggregateWrite {
  v1::AggregateKind kind = v1::AGGREGATE_KIND_UNSPECIFIED;
  std::string id;
  std::uint64_t from_version = 0;  // that the change was decided on
  std::uint64_t version = 0;       // after it; the same = only checked
  std::string snapshot;
  bool is_open = false;        // of an incident
  std::int64_t due_at_ms = 0;  // of an incident: its next deadline; 0 = none
};

std::vector<AggregateWrite> writes_of(const domain::Change& change);

// Throws std::invalid_argument, a bug of the caller, if the change is empty or beyond the bounds of a commit.
void require_within_bounds(const domain::Change& change);

}  // namespace turnout::event_store
