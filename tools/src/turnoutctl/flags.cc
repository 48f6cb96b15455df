#include "turnoutctl/flags.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstdlib>

namespace turnout::turnoutctl {

void add_incident(CLI::App& command, std::string& incident) {
  command.add_option("incident", incident, "its id, or the beginning or end of an open incident's id")
      ->required();
}

void add_unit(CLI::App& command, std::string& unit_id) {
  command.add_option("unit", unit_id, "id of the unit")->required();
}

void add_request_id(CLI::App& command, std::string& request_id) {
  command.add_option("--request-id", request_id,
                     "the command's id, to repeat one whose outcome is unknown [a new UUIDv7]");
}

void add_command_flags(CLI::App& command, CommandFlags& flags) {
  flags.actor = default_actor();
  command.add_option("--actor", flags.actor,
                     "id of who gives the command (TURNOUT_ACTOR, else the login name)");
  add_request_id(command, flags.request_id);
}

std::string default_actor() {
  for (const char* variable : {"TURNOUT_ACTOR", "USER", "LOGNAME"}) {
    const char* value = std::getenv(variable);
    if (value != nullptr && *value != '\0') return value;
  }
  return "operator";
}

void add_position_flags(CLI::App& command, PositionFlags& flags) {
  auto* latitude =
      command.add_option("--lat", flags.latitude_deg, "latitude in degrees, WGS 84")->type_name("DEGREES");
  auto* longitude =
      command.add_option("--lon", flags.longitude_deg, "longitude in degrees")->type_name("DEGREES");
  latitude->needs(longitude);
  longitude->needs(latitude);
}

std::optional<v1::Position> position(const PositionFlags& flags) {
  if (!flags.latitude_deg) return std::nullopt;
  v1::Position position;
  position.set_latitude_deg(*flags.latitude_deg);
  position.set_longitude_deg(*flags.longitude_deg);
  return position;
}

void add_place_flags(CLI::App& command, PlaceFlags& flags) {
  add_position_flags(command, flags.position);
  command.add_option("--address", flags.address, "where it is, as the caller said it");
}

bool fill(v1::Place& place, const PlaceFlags& flags) {
  const auto given = position(flags.position);
  if (given) *place.mutable_position() = *given;
  if (flags.address) place.set_address(*flags.address);
  return given || flags.address;
}

void add_call_flags(CLI::App& command, CallFlags& flags) {
  v1::Call& call = flags.call;
  call.set_source(v1::CALL_SOURCE_LINE_110);
  call.set_received_by(default_actor());
  add_word(
      command, "--source", v1::CallSource_descriptor(),
      [&call](int source) { call.set_source(static_cast<v1::CallSource>(source)); },
      "how it came [line_110]");
  command.add_option("--received-by", *call.mutable_received_by(),
                     "id of who took it (TURNOUT_ACTOR, else the login name)");
  command.add_option("--words", *call.mutable_words(), "what the caller said");
  command.add_option("--phone", *call.mutable_caller_phone(), "the caller's number");
  command.add_option("--name", *call.mutable_caller_name(), "the caller's name");
  command.add_option("--ring-at", flags.ring_at, "when it rang")->type_name("TIME");
  command.add_option("--answered-at", flags.answered_at, "when it was answered: the clocks start here [now]")
      ->type_name("TIME");
  command.add_option("--hung-up-at", flags.hung_up_at, "when it ended")->type_name("TIME");
}

v1::Call call(const CallFlags& flags, Session& session) {
  v1::Call call = flags.call;
  call.set_ring_at_ms(session.instant("--ring-at", flags.ring_at, client::Service::kIntake));
  call.set_answered_at_ms(session.instant("--answered-at", flags.answered_at, client::Service::kIntake));
  call.set_hung_up_at_ms(session.instant("--hung-up-at", flags.hung_up_at, client::Service::kIntake));
  return call;
}

void add_reported_time(CLI::App& command, ReportedTimeFlags& flags) {
  add_incident(command, flags.incident);
  command.add_option("order", flags.assignment, "number of the order, from 1")->required();
  add_word(command, "milestone", flags.milestone, "whose time it is")->required();
}

CLI::Option* add_word(CLI::App& command, const std::string& name,
                      const google::protobuf::EnumDescriptor* type, std::function<void(int)> set,
                      const std::string& meaning) {
  const std::string words = fmt::format("{}", fmt::join(client::words_of(type), ", "));
  const auto take = [name, type, words, set = std::move(set)](const std::string& text) {
    const auto value = client::value_of(type, text);
    if (!value) throw CLI::ValidationError(name, fmt::format("\"{}\" is none of {}", text, words));
    set(*value);
  };
  return command.add_option_function<std::string>(name, take, meaning + ": " + words)->type_name("WORD");
}

}  // namespace turnout::turnoutctl
