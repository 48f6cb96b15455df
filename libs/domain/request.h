// Idempotence: the same request again has the same outcome; the same id with another body is refused.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/aggregates.h"
#include "domain/outcome.h"

namespace turnout::domain {

// Who sends a command, under which id, and what its body was.
struct Origin {
  std::string actor;
  std::string request_id;
  std::string fingerprint;              // first 16 bytes of SHA-256 over the message's type and body
  std::string id_field = "request_id";  // field of the command that holds its id
};

// The origin of what the services do by themselves.
Origin the_service_itself();

std::string fingerprint_of(const google::protobuf::Message& command);

// The actor of a command is its `actor`; of a call, whoever received it. A report's request id is its
// incident's id.
template <class Command>
Origin origin_of(const Command& command) {
  Origin origin;
  if constexpr (requires { command.actor(); }) {
    origin.actor = command.actor();
  } else {
    origin.actor = command.call().received_by();
  }
  if constexpr (requires { command.request_id(); }) {
    origin.request_id = command.request_id();
  } else {
    origin.request_id = command.incident_id();
    origin.id_field = "incident_id";
  }
  origin.fingerprint = fingerprint_of(command);
  return origin;
}

// What a command that was accepted has caused.
struct Receipt {
  std::vector<std::string> event_ids;
  std::uint32_t assignment = 0;  // number of the order that it made; 0 = none
};

// "<incident or unit id>/<version>": the name of an event, the same after every replay.
std::string event_id(const v1::Event& event);

// What the events of the origin's request are and made; events without that request id are not its own.
Receipt receipt_of(const std::vector<v1::Event>& events, const Origin& origin);

// The receipt of the same request applied before, a refusal if its id was used with another body, or nothing.
// A command on an incident is remembered by the incident, a command on a unit alone by the unit.
std::optional<Outcome<Receipt>> find_applied(const Aggregates& aggregates, const Origin& origin);

// Remembers in `aggregate` that `event`, its newest, was caused by a request.
void remember(const v1::Event& event, v1::Incident& incident);
void remember(const v1::Event& event, v1::Unit& unit);

}  // namespace turnout::domain
