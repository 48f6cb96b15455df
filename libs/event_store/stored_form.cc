#include "event_store/stored_form.h"

#include "domain/bounds.h"
#include "event_store/event_store.h"

namespace turnout::event_store {

static_assert(kMostAggregates > domain::kMaxStandingAssignments);
static_assert(kMostEvents >= domain::kMaxEventsOfADecision);

std::string to_bytes(const google::protobuf::MessageLite& message) {
  return message.SerializeAsString();
}

void parse_bytes(const std::string& bytes, google::protobuf::MessageLite& message, const std::string& what) {
  if (message.ParseFromString(bytes)) return;
  throw BrokenRecord(what + " is stored as " + std::to_string(bytes.size()) + " bytes that are not a " +
                     message.GetTypeName());
}

BrokenRecord not_in_log(std::uint64_t sequence) {
  return BrokenRecord("event " + std::to_string(sequence) + " is not in the log");
}

void require_within_bounds(const domain::Change& change) {
  const std::size_t aggregates = change.incidents.size() + change.units.size();
  const bool holds = change.incidents.size() <= 1 && aggregates >= 1 && aggregates <= kMostAggregates &&
                     !change.events.empty() && change.events.size() <= kMostEvents;
  if (holds) return;
  throw std::invalid_argument("a commit holds 1 to " + std::to_string(kMostEvents) + " events and 1 to " +
                              std::to_string(kMostAggregates) +
                              " aggregates, at most one of them an incident; this one has " +
                              std::to_string(change.events.size()) + ", " + std::to_string(aggregates) +
                              " and " + std::to_string(change.incidents.size()));
}

}  // namespace turnout::event_store
