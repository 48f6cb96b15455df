#include "intake/verbs.h"

namespace turnout::intake {

Awaitable<Outcome<v1::AmendIncidentResponse>> amend_incident(District& district,
                                                             v1::AmendIncidentRequest request) {
  const event_store::Target target = host::incident_of(request);
  domain::Origin origin = domain::origin_of(request);
  // The station follows from the place after the change, which only the loaded incident knows.
  auto decide = [&district, request = std::move(request)](const domain::Aggregates& states,
                                                          std::int64_t now_ms) -> domain::Decision {
    auto jurisdiction = district.city.resolve(domain::place_after(states.incident, request),
                                              domain::station_choice_after(states.incident, request));
    if (!jurisdiction) return tl::unexpected(std::move(jurisdiction.error()));
    domain::Context context = district.context(now_ms);
    context.jurisdiction = *jurisdiction;
    return domain::decide(states, request, context);
  };
  co_return host::answer<v1::AmendIncidentResponse>(
      co_await district.executor.run(target, std::move(origin), std::move(decide)));
}

}  // namespace turnout::intake
