#include "dispatch/verbs.h"

namespace turnout::dispatch {

Awaitable<Outcome<v1::SignOffResponse>> sign_off(District& district, v1::SignOffRequest request) {
  const event_store::Target target = host::unit_of(request);
  co_return host::answer<v1::SignOffResponse>(co_await host::execute(district, target, std::move(request)));
}

}  // namespace turnout::dispatch
