// Units as a table.
#pragma once

#include "turnout/v1/unit.pb.h"
#include "turnoutctl/output.h"
#include "turnoutctl/session.h"

namespace turnout::turnoutctl {

using Units = google::protobuf::RepeatedPtrField<v1::Unit>;

// One row per unit: id, status, incident, station, call sign, kind, crew (in brackets: the usual crew, if nobody has
// signed on), reason.
text::Table unit_table(const Units& units);

// Prints the result of a command that changed a unit: the whole answer as JSON, or the unit's row.
template <class Response>
void print_unit(const Session& session, const Response& response) {
  if (session.json) return print_json(response);
  Units one;
  *one.Add() = response.unit();
  print(unit_table(one));
}

}  // namespace turnout::turnoutctl
