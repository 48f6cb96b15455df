#include "domain/add_note.h"

#include "domain/bounds.h"
#include "domain/event_builder.h"
#include "domain/request_forms.h"
#include "domain/require.h"
#include "turnout/v1/intake_service.pb.h"

namespace turnout::domain {

Outcome<void> validate(const v1::AddNoteRequest& request) {
  return command_on_incident(request).lines("text", request.text(), 1, kMaxLinesCharacters).result();
}

Decision decide(const Aggregates& aggregates, const v1::AddNoteRequest& request, const Context& context) {
  TURNOUT_REQUIRE(require_known(aggregates.incident, request.incident_id()));
  EventBuilder builder(aggregates, context);
  v1::Note& note = *builder.add(request.incident_id()).mutable_note_added()->mutable_note();
  note.set_at_ms(context.now_ms);
  note.set_author(request.actor());
  note.mutable_text()->set_text(request.text());
  return builder.take();
}

}  // namespace turnout::domain
