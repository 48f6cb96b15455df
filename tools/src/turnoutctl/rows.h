// The arguments of a subcommand as rows. Each row declares an option and the field of the request that it fills:
//
//   {incident(), unit(), option("--at", "device_at_ms", "when it was ordered"), reason()}
//
// A name without dashes is a positional. A field is named by its path in the request ("call.caller.phone"). The type of the
// field determines its format: a text, a number, a word of an enum, or a time for an instant, which must have come. A
// list may be given several times. A bool is a flag that sets it.
#pragma once

#include <google/protobuf/message.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "turnoutctl/refusal_text.h"

namespace CLI {
class App;
}

namespace turnout::turnoutctl {

class Session;

// The request of one subcommand while the command line is read. Must live as long as the command.
struct RequestForm {
  CLI::App& command;
  Session& session;
  std::shared_ptr<google::protobuf::Message> request;
  std::vector<std::function<void()>> steps =
      {};                 // run after the whole command line, because they ask a service
  TypedNames names = {};  // of the fields that the rows fill
};

using Row = std::function<void(RequestForm&)>;
using Rows = std::vector<Row>;

Row option(const char* name, const char* field, const char* meaning);
Row required(const char* name, const char* field, const char* meaning);

// The default value of a number, enum or bool field.
Row preset(const char* field, int value);
// A flag that sets a bool to false. Without the flag it is true.
Row negated_flag(const char* name, const char* field, const char* meaning);
// A required word that sets a bool: `yes` to true, `no` to false.
Row yes_or_no(const char* name, const char* field, const char* yes, const char* no, const char* meaning);
// A number between two bounds.
Row bounded(const char* name, const char* field, int least, int most, const char* meaning);
// A time. A time of day means its next occurrence, not the last one.
Row next_time(const char* name, const char* field, const char* meaning);
// A time that may lie ahead. A time of day means its nearest past.
Row bound_of_period(const char* name, const char* field, const char* meaning);

// The id of an incident: the whole id, or its beginning or end.
Row incident();
Row other_incident(const char* name, const char* field, const char* meaning);
// The id with which a command may be repeated; empty = a new one.
Row id_to_repeat(const char* name, const char* field, const char* meaning);
// A unit: its id or call sign. A new unit: its id as it is typed.
Row unit();
Row new_unit();
Row only_unit();
// A station: its id or name.
Row station(const char* name, const char* field, const char* meaning);
Row required_station(const char* name, const char* field, const char* meaning);
Row reason();
// A latitude and a longitude: both or neither.
Row position(const std::string& field);
Row place();
Row call();
Row only_station();
// What incidents of the past are chosen by: their start, station, area, kind, type and priority.
Row incidents_of_past();
// Where a stream begins. `otherwise` is the help text for a stream without a cursor.
Row cursor(const char* otherwise);

// Who is at the keyboard: TURNOUT_ACTOR, else the login name.
std::string default_actor();

// For requests that have these fields: the person who gives the command, and the id with which it may be repeated.
Row actor_and_request_id();

}  // namespace turnout::turnoutctl
