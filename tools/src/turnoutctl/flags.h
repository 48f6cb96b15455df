// Flags that several subcommands share, and how they fill a request.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <optional>
#include <string>

#include "client/new_id.h"
#include "client/services.h"
#include "client/words.h"
#include "turnoutctl/session.h"

namespace turnout::turnoutctl {

// The id of the incident that a command is about; `session.incident(...)` completes it.
void add_incident(CLI::App& command, std::string& incident);

void add_unit(CLI::App& command, std::string& unit_id);

// The id of a command that a repetition gives again; empty = a new one.
void add_request_id(CLI::App& command, std::string& request_id);

// Who gives a command, and under which id.
struct CommandFlags {
  std::string request_id;  // empty = a new one
  std::string actor;
};
void add_command_flags(CLI::App& command, CommandFlags& flags);

template <class Request>
void sign(Request& request, const CommandFlags& flags) {
  request.set_request_id(flags.request_id.empty() ? client::new_id() : flags.request_id);
  request.set_actor(flags.actor);
}

// Who is at the keyboard: TURNOUT_ACTOR, else the login name.
std::string default_actor();

struct PositionFlags {
  std::optional<double> latitude_deg;
  std::optional<double> longitude_deg;
};
void add_position_flags(CLI::App& command, PositionFlags& flags);
std::optional<v1::Position> position(const PositionFlags& flags);

struct PlaceFlags {
  PositionFlags position;
  std::optional<std::string> address;
};
void add_place_flags(CLI::App& command, PlaceFlags& flags);
// Puts what was given over what `place` holds. True if anything was given.
bool fill(v1::Place& place, const PlaceFlags& flags);

struct CallFlags {
  v1::Call call;  // but its times
  std::string ring_at, answered_at, hung_up_at;
};
void add_call_flags(CLI::App& command, CallFlags& flags);
v1::Call call(const CallFlags& flags, Session& session);

// One reported milestone of one order, that a supervisor rules on.
struct ReportedTimeFlags {
  std::string incident;
  std::uint32_t assignment = 0;
  v1::Milestone milestone = v1::MILESTONE_UNSPECIFIED;
};
void add_reported_time(CLI::App& command, ReportedTimeFlags& flags);

template <class Request>
void fill(Request& request, const ReportedTimeFlags& flags, Session& session) {
  request.set_incident_id(session.incident(flags.incident));
  request.set_assignment(flags.assignment);
  request.set_milestone(flags.milestone);
}

// A flag or position that takes a word of an enum.
CLI::Option* add_word(CLI::App& command, const std::string& name,
                      const google::protobuf::EnumDescriptor* type, std::function<void(int)> set,
                      const std::string& meaning);

template <class Enum>
CLI::Option* add_word(CLI::App& command, const std::string& name, Enum& value, const std::string& meaning) {
  return add_word(
      command, name, google::protobuf::GetEnumDescriptor<Enum>(),
      [&value](int number) { value = static_cast<Enum>(number); }, meaning);
}

}  // namespace turnout::turnoutctl
