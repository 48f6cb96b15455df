// How a command that changed an incident ends: the whole answer as JSON, or the incident in brief.
#pragma once

#include "turnoutctl/incident_text.h"
#include "turnoutctl/output.h"
#include "turnoutctl/session.h"

namespace turnout::turnoutctl {

template <class Response>
void print_outcome(Session& session, const Response& response, client::Service of) {
  if (session.json) return print_json(response);
  print_brief(response.incident(), session.now_ms(of));
}

}  // namespace turnout::turnoutctl
