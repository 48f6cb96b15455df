#include "accountability/verbs.h"

namespace turnout::accountability {

Awaitable<Outcome<v1::ReportMilestoneResponse>> report_milestone(District& district,
                                                                 v1::ReportMilestoneRequest request) {
  const event_store::Target target = host::order_of(request);
  co_return host::answer<v1::ReportMilestoneResponse>(
      co_await host::execute(district, target, std::move(request)));
}

}  // namespace turnout::accountability
