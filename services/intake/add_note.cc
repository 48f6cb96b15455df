#include "intake/verbs.h"

namespace turnout::intake {

Awaitable<Outcome<v1::AddNoteResponse>> add_note(District& district, v1::AddNoteRequest request) {
  const event_store::Target target = host::incident_of(request);
  co_return host::answer<v1::AddNoteResponse>(co_await host::execute(district, target, std::move(request)));
}

}  // namespace turnout::intake
