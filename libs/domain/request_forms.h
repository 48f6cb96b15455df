// The fields that many requests have. Used by `validate` only.
#pragma once

#include "domain/form.h"

namespace turnout::domain {

inline constexpr std::uint64_t kMaxPageSize = 500;

// Of every command on an existing incident.
template <class Request>
Form command_on_incident(const Request& request) {
  Form form;
  form.id("request_id", request.request_id())
      .id("actor", request.actor())
      .uuid7("incident_id", request.incident_id());
  return form;
}

// Of every list.
template <class Request>
Outcome<void> check_page(Form form, const Request& request) {
  return form.at_most("page_size", request.page_size(), kMaxPageSize)
      .id_or_empty("page_token", request.page_token())
      .result();
}

}  // namespace turnout::domain
