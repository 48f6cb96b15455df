// Who sends a command, and idempotence: the same request again has the same outcome; the same id with another body is refused.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/aggregates.h"
#include "domain/outcome.h"

namespace turnout::domain {

struct RequestMeta {
  std::string actor;
  std::string request_id;
  std::string fingerprint;              // see fingerprint_of; empty = the service acts unasked
  std::string id_field = "request_id";  // field of the command that holds its id
};

// Of what a service does unasked.
const RequestMeta& service_meta();

// First 16 bytes of HMAC-SHA256 over the command's type and body. The secret keeps whoever reads the log from guessing what the
// command said, e.g. a phone number.
std::string fingerprint_of(const google::protobuf::Message& command, const std::string& secret);

// The actor of a command is its `actor`; of a call, whoever received it. A report's request id is its incident's id.
template <class Command>
RequestMeta request_meta_of(const Command& command, const std::string& secret) {
  RequestMeta meta;
  if constexpr (requires { command.actor(); }) {
    meta.actor = command.actor();
  } else {
    meta.actor = command.call().received_by();
  }
  if constexpr (requires { command.request_id(); }) {
    meta.request_id = command.request_id();
  } else {
    meta.request_id = command.incident_id();
    meta.id_field = "incident_id";
  }
  meta.fingerprint = fingerprint_of(command, secret);
  return meta;
}

// What a command that was accepted has caused.
struct CommandResult {
  std::vector<std::string> event_ids;
  std::uint32_t order_number = 0;  // of the order that it made; 0 = none
};

// "<incident or unit id>/<version>": the name of an event, the same after every replay.
std::string event_id(const v1::Event& event);

// What the events of this request are and made, on the incident that the first of them is of. Events of another request id are
// left out.
CommandResult result_of(const std::vector<v1::Event>& events, const RequestMeta& meta);

// The result of the same request applied before, a refusal if its id was used with another body, or nothing. A command on an
// incident is remembered by the incident, a command on a unit alone by the unit.
std::optional<Outcome<CommandResult>> find_applied(const Aggregates& aggregates, const RequestMeta& meta);

// Remembers in the incident / unit that `event`, its newest, was caused by a request.
void remember(const v1::Event& event, v1::Incident& incident);
void remember(const v1::Event& event, v1::Unit& unit);
// Forgets all but the report and the newest `count` requests.
void forget_all_but(int count, v1::Incident& incident);

}  // namespace turnout::domain
