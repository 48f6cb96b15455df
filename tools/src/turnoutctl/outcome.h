// The output of a write command: the whole answer as JSON, or else the incident in brief or the unit's row.
#pragma once

#include "client/incident_id.h"
#include "turnoutctl/incident_text.h"
#include "turnoutctl/output.h"
#include "turnoutctl/session.h"
#include "turnoutctl/unit_table.h"

namespace turnout::turnoutctl {

template <class Response>
void print_outcome(Session& session, const Response& response) {
  if (session.json) return print_json(response);
  if constexpr (requires { response.incident(); }) {
    print_brief(response.incident(), session.city_now(service_of(*Response::descriptor())));
  } else {
    Units one;
    *one.Add() = response.unit();
    print(unit_table(one));
  }
  if constexpr (requires { response.likely_duplicates(); }) {
    for (const v1::LikelyDuplicate& duplicate : response.likely_duplicates()) {
      print("  perhaps the same as " + client::short_id(duplicate.incident_id()) + ": " + duplicate.reason());
    }
  }
}

}  // namespace turnout::turnoutctl
