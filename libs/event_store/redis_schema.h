// How a district lies in Redis: the names of its keys, and the arguments and replies of what reads and
// changes them. What a commit does with its arguments stands in commit.lua.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "domain/aggregates.h"
#include "event_store/event_store.h"
#include "redis/reply.h"

namespace turnout::event_store {

// All keys of a district share its hash tag, so that a Cluster keeps them together.
class RedisKeys {
 public:
  // Throws std::invalid_argument unless the district is an id: 1–64 characters of A–Z a–z 0–9 . _ : -
  explicit RedisKeys(const std::string& district);

  const std::string& log() const { return log_; }              // stream of events; entry ids 0-1, 0-2, …
  const std::string& open() const { return open_; }            // set of the ids of open incidents
  const std::string& deadlines() const { return deadlines_; }  // sorted set: incident by its next deadline
  const std::string& units() const { return units_; }          // set of the ids of all units
  const std::string& log_identity() const { return log_identity_; }  // string; see EventStore::log_identity
  std::string aggregate(v1::AggregateKind kind, const std::string& id) const;  // hash of version and snapshot

 private:
  std::string prefix_;
  std::string log_;
  std::string open_;
  std::string deadlines_;
  std::string units_;
  std::string log_identity_;
};

// The id of the log entry with this sequence; 0 = before the first one.
std::string entry_id(std::uint64_t sequence);

// The call of the commit function.
std::vector<std::string> commit_command(const RedisKeys& keys, const domain::Change& change);

// Entries of the log, as XRANGE returns them. Throws BrokenRecord for one whose id is no sequence.
std::vector<LoggedEvent> logged_events(const redis::Reply& entries);

}  // namespace turnout::event_store
