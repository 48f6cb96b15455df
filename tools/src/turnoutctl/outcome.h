// The output of a write command: the whole answer as JSON, or else what happened, with the incident in brief or the unit's
// row.
#pragma once

#include "client/incident_id.h"
#include "turnoutctl/happened.h"
#include "turnoutctl/output.h"
#include "turnoutctl/session.h"
#include "turnoutctl/unit_table.h"

namespace turnout::turnoutctl {

// The names that an answer needs: the city's and, if it has a unit, its call sign.
template <class Response>
ShownNames names_for(Session& session, const Response& response) {
  ShownNames names(session.settings(service_of(*Response::descriptor())));
  if constexpr (requires { response.unit(); }) names.add(response.unit());
  return names;
}

template <class Request, class Response>
void print_outcome(Session& session, const Request& request, const Response& response) {
  if (session.json) return print_json(response);
  const client::Service service = service_of(*Response::descriptor());
  if constexpr (requires { response.incident(); }) {
    const ShownNames names = names_for(session, response);
    const CityNow now = session.city_now(service);
    print(outcome_lines(happened(request, response, {.names = names, .now = now}), response.incident(),
                        {response.event_ids().begin(), response.event_ids().end()}, now));
  } else {
    Units one;
    *one.Add() = response.unit();
    print(unit_table(one, ShownNames(session.settings(service)), session.city_now(service)));
  }
  if constexpr (requires { response.likely_duplicates(); }) {
    for (const v1::LikelyDuplicate& duplicate : response.likely_duplicates()) {
      print("  perhaps the same as " + client::short_id(duplicate.incident_id()) + ": " + duplicate.reason());
    }
  }
}

}  // namespace turnout::turnoutctl
