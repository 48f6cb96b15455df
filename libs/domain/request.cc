#include "domain/request.h"

#include <openssl/sha.h>

#include <array>

#include "domain/bounds.h"

namespace turnout::domain {
namespace {

constexpr std::size_t kFingerprintBytes = 16;

template <class State>
std::optional<Outcome<Receipt>> find_in(const State& state, const Origin& origin) {
  for (const v1::AppliedRequest& applied : state.applied()) {
    if (applied.request_id() != origin.request_id) continue;
    if (applied.fingerprint() != origin.fingerprint) {
      return refuse(
          v1::REFUSAL_REASON_REQUEST_ID_REUSED, origin.id_field,
          origin.id_field + " " + origin.request_id + " was used before with another body; make a new id");
    }
    Receipt receipt{.event_ids = {}, .assignment = applied.assignment()};
    for (std::uint32_t i = 0; i < applied.events(); ++i) {
      receipt.event_ids.push_back(state.id() + "/" + std::to_string(applied.first_version() + i));
    }
    return receipt;
  }
  return std::nullopt;
}

// `kept_first` entries at the front never give way.
template <class State>
void remember_in(const v1::Event& event, State& state, int bound, int kept_first) {
  if (event.request_id().empty()) return;
  auto& applied = *state.mutable_applied();
  if (applied.empty() || applied.rbegin()->request_id() != event.request_id()) {
    if (applied.size() == bound) applied.DeleteSubrange(kept_first, 1);
    v1::AppliedRequest& request = *applied.Add();
    request.set_request_id(event.request_id());
    request.set_fingerprint(event.fingerprint());
    request.set_first_version(state.version());
  }
  v1::AppliedRequest& request = *applied.rbegin();
  request.set_events(request.events() + 1);
  if (event.has_unit_assigned()) request.set_assignment(event.unit_assigned().assignment());
}

}  // namespace

Origin the_service_itself() {
  return {.actor = "turnout", .request_id = "", .fingerprint = ""};
}

std::string fingerprint_of(const google::protobuf::Message& command) {
  const std::string body = command.GetTypeName() + '\n' + command.SerializeAsString();
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(reinterpret_cast<const unsigned char*>(body.data()), body.size(), digest.data());
  return {reinterpret_cast<const char*>(digest.data()), kFingerprintBytes};
}

std::string event_id(const v1::Event& event) {
  if (!event.incident_id().empty())
    return event.incident_id() + "/" + std::to_string(event.incident_version());
  return event.unit_id() + "/" + std::to_string(event.unit_version());
}

Receipt receipt_of(const std::vector<v1::Event>& events, const Origin& origin) {
  Receipt receipt;
  for (const v1::Event& event : events) {
    if (event.request_id() != origin.request_id) continue;
    receipt.event_ids.push_back(event_id(event));
    if (event.has_unit_assigned()) receipt.assignment = event.unit_assigned().assignment();
  }
  return receipt;
}

std::optional<Outcome<Receipt>> find_applied(const Aggregates& aggregates, const Origin& origin) {
  if (auto found = find_in(aggregates.incident, origin)) return found;
  if (!aggregates.incident.id().empty() || aggregates.units.empty()) return std::nullopt;
  return find_in(aggregates.units.front(), origin);
}

void remember(const v1::Event& event, v1::Incident& incident) {
  remember_in(event, incident, kRememberedIncidentRequests, 1);
}

void remember(const v1::Event& event, v1::Unit& unit) {
  if (event.incident_id().empty()) remember_in(event, unit, kRememberedUnitRequests, 0);
}

}  // namespace turnout::domain
