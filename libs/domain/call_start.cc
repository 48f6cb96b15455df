#include "domain/call_start.h"

#include <algorithm>

#include "domain/bounds.h"
#include "domain/policy.h"

namespace turnout::domain {
namespace {

// Seconds in place of milliseconds, or a client's clock that was reset, would make an incident late by years; a clock that is
// ahead says a time that has not come yet.
bool is_implausible(std::int64_t said_ms, const Context& context) {
  if (said_ms == 0) return false;
  return said_ms < context.now_ms - plausible_start_ms(context.policy) ||
         said_ms > context.now_ms + kMaxCallAheadMs;
}

}  // namespace

v1::Call received(v1::Call call, const Context& context) {
  call.clear_from_incident_id();
  call.set_received_at_ms(context.now_ms);
  call.set_is_start_implausible(is_implausible(said_start_ms(call), context));
  return call;
}

std::int64_t start_of(const v1::Call& call) {
  const std::int64_t said_ms = said_start_ms(call);
  const std::int64_t received_ms = call.received_at_ms();
  if (said_ms == 0 || call.is_start_implausible()) return received_ms;
  return received_ms == 0 ? said_ms : std::min(said_ms, received_ms);
}

std::int64_t said_start_ms(const v1::Call& call) {
  return call.answered_at_ms() != 0 ? call.answered_at_ms() : call.ring_at_ms();
}

}  // namespace turnout::domain
