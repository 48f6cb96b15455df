#include "domain/request_forms.h"

namespace turnout::domain {

void check_call(Form& form, bool present, const v1::Call& call) {
  form.must(present, "call", "is required")
      .known("call.source", call.source(), true)
      .text("call.caller.name", call.caller().name(), 0, kMaxNameCharacters)
      .text("call.caller.phone", call.caller().phone(), 0, kMaxPhoneCharacters)
      .instant("call.ring_at_ms", call.ring_at_ms())
      .instant("call.answered_at_ms", call.answered_at_ms())
      .instant("call.hung_up_at_ms", call.hung_up_at_ms())
      .id("call.received_by", call.received_by())
      .lines("call.caller.words", call.caller().words(), 0, kMaxLinesCharacters);
}

void check_place(Form& form, const v1::Place& place) {
  if (place.has_position()) form.position("place.position", place.position());
  form.text("place.address.text", place.address().text(), 0, kMaxReasonCharacters);
}

}  // namespace turnout::domain
