// The fields that many requests have. Used by `validate` only.
#pragma once

#include "domain/bounds.h"
#include "domain/form.h"
#include "domain/request_meta.h"

namespace turnout::domain {

inline constexpr std::uint64_t kMaxPageSize = 500;

// `actor`: the service's own name is nobody's to use.
inline void check_actor(Form& form, const std::string& actor) {
  form.id("actor", actor)
      .must(actor != service_meta().actor, "actor",
            "must be a person's: \"" + service_meta().actor + "\" is the service itself");
}

// Of every command on an existing incident.
template <class Request>
Form command_on_incident(const Request& request) {
  Form form;
  form.id("request_id", request.request_id());
  check_actor(form, request.actor());
  form.uuid7("incident_id", request.incident_id());
  return form;
}

// Of every command on a unit alone.
template <class Request>
Form command_on_unit(const Request& request) {
  Form form;
  form.id("request_id", request.request_id());
  check_actor(form, request.actor());
  form.id("unit_id", request.unit_id());
  return form;
}

// Of every list.
template <class Request>
Outcome<void> check_page(Form form, const Request& request) {
  return form.at_most("page_size", request.page_size(), kMaxPageSize)
      .id_or_empty("page_token", request.page_token())
      .result();
}

void check_call(Form& form, bool present, const v1::Call& call);
void check_place(Form& form, const v1::Place& place);

// Ids of at most kMaxCrew people.
template <class Ids>
void check_people(Form& form, std::string_view field, const Ids& ids) {
  form.at_most(field, static_cast<std::uint64_t>(ids.size()), kMaxCrew);
  for (const std::string& id : ids) form.id(field, id);
}

}  // namespace turnout::domain
