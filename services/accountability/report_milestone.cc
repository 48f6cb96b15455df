#include "domain/report_milestone.h"

#include "accountability/verbs.h"
#include "chassis/command.h"
#include "domain/orders.h"
#include "domain/pending_times.h"
#include "turnout/v1/accountability_service.pb.h"

namespace turnout::accountability {
namespace {

bool awaits_ruling(const v1::Incident& incident, const v1::ReportMilestoneRequest& request) {
  const v1::Order* order = domain::find_order(incident, request.unit_id(), request.order_number());
  const v1::Stamp* stamp = order == nullptr ? nullptr : domain::find_stamp(*order, request.milestone());
  return stamp != nullptr && domain::awaits_adjudication(*stamp);
}

}  // namespace

Awaitable<Outcome<v1::ReportMilestoneResponse>> report_milestone(District& district,
                                                                 const v1::ReportMilestoneRequest& request) {
  v1::ReportMilestoneRequest report = request;
  if (report.has_position() && !district.city.is_plausible(report.position())) report.clear_position();
  auto response = co_await chassis::run_command<v1::ReportMilestoneResponse>(district, report);
  if (response) response->set_awaits_ruling(awaits_ruling(response->incident(), request));
  co_return response;
}

}  // namespace turnout::accountability
