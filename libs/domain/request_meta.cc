#include "domain/request_meta.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

#include "domain/bounds.h"

namespace turnout::domain {
namespace {

constexpr std::size_t kFingerprintBytes = 16;

template <class State>
std::optional<Outcome<CommandResult>> find_in(const State& state, const RequestMeta& meta) {
  for (const v1::AppliedRequest& applied : state.applied()) {
    if (applied.request_id() != meta.request_id) continue;
    if (applied.fingerprint() != meta.fingerprint) {
      return refuse(
          v1::REFUSAL_REASON_REQUEST_ID_REUSED, meta.id_field,
          meta.id_field + " " + meta.request_id + " was used before with another body; make a new id");
    }
    CommandResult result{.event_ids = {}, .order_number = applied.order_number()};
    for (std::uint32_t i = 0; i < applied.events(); ++i) {
      result.event_ids.push_back(state.id() + "/" + std::to_string(applied.first_version() + i));
    }
    return result;
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
  if (event.has_unit_assigned()) request.set_order_number(event.unit_assigned().order_number());
}

}  // namespace

const RequestMeta& service_meta() {
  static const RequestMeta meta{.actor = "turnout", .request_id = "", .fingerprint = ""};
  return meta;
}

std::string fingerprint_of(const google::protobuf::Message& command, const std::string& secret) {
  const std::string body = command.GetTypeName() + '\n' + command.SerializeAsString();
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
       reinterpret_cast<const unsigned char*>(body.data()), body.size(), digest.data(), nullptr);
  return {reinterpret_cast<const char*>(digest.data()), kFingerprintBytes};
}

std::string event_id(const v1::Event& event) {
  if (!event.incident_id().empty())
    return event.incident_id() + "/" + std::to_string(event.incident_version());
  return event.unit_id() + "/" + std::to_string(event.unit_version());
}

CommandResult result_of(const std::vector<v1::Event>& events, const RequestMeta& meta) {
  CommandResult result;
  const v1::Event* first = nullptr;
  for (const v1::Event& event : events) {
    if (event.request_id() != meta.request_id) continue;
    if (first == nullptr) first = &event;
    if (event.incident_id() != first->incident_id())
      continue;  // of a second incident, which does not remember it
    result.event_ids.push_back(event_id(event));
    if (event.has_unit_assigned()) result.order_number = event.unit_assigned().order_number();
  }
  return result;
}

std::optional<Outcome<CommandResult>> find_applied(const Aggregates& aggregates, const RequestMeta& meta) {
  if (auto found = find_in(aggregates.incident, meta)) return found;
  if (auto found = find_in(aggregates.other_incident, meta)) return found;
  if (!aggregates.incident.id().empty() || aggregates.units.empty()) return std::nullopt;
  return find_in(aggregates.units.front(), meta);
}

void remember(const v1::Event& event, v1::Incident& incident) {
  remember_in(event, incident, kRememberedIncidentRequests, 1);
}

void remember(const v1::Event& event, v1::Unit& unit) {
  if (event.incident_id().empty()) remember_in(event, unit, kRememberedUnitRequests, 0);
}

void forget_all_but(int count, v1::Incident& incident) {
  const int surplus = incident.applied_size() - 1 - count;
  if (surplus > 0) incident.mutable_applied()->DeleteSubrange(1, surplus);
}

}  // namespace turnout::domain
