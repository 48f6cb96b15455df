#include "accountability/verbs.h"

namespace turnout::accountability {

Awaitable<Outcome<v1::ReportDispositionResponse>> report_disposition(District& district,
                                                                     v1::ReportDispositionRequest request) {
  const event_store::Target target = host::incident_of(request);
  co_return host::answer<v1::ReportDispositionResponse>(
      co_await host::execute(district, target, std::move(request)));
}

}  // namespace turnout::accountability
