#include "domain/report_milestone.h"

#include "accountability/verbs.h"
#include "chassis/command.h"
#include "domain/orders.h"
#include "domain/pending_times.h"
#include "turnout/v1/accountability_service.pb.h"

namespace turnout::accountability {
namespace {

// The newest report of the milestone after the order's end; nullptr = there was none.
const v1::Stamp* stamp_after_end(const v1::Order& order, v1::Milestone milestone) {
  const v1::Stamp* newest = nullptr;
  for (const v1::MilestoneStamp& late : order.after_end()) {
    if (late.milestone() == milestone) newest = &late.stamp();
  }
  return newest;
}

void say_what_counts(const v1::ReportMilestoneRequest& request, v1::ReportMilestoneResponse& response) {
  const v1::Order& order =
      *domain::find_order(response.incident(), request.unit_id(), request.order_number());
  const v1::Stamp* after_end = stamp_after_end(order, request.milestone());
  const v1::Stamp* counted = domain::find_stamp(order, request.milestone());
  const v1::Stamp* stamp = after_end != nullptr ? after_end : counted;
  response.set_after_end(after_end != nullptr);
  response.set_awaits_ruling(stamp != nullptr && domain::awaits_adjudication(*stamp));
}

}  // namespace

Awaitable<Outcome<v1::ReportMilestoneResponse>> report_milestone(District& district,
                                                                 const v1::ReportMilestoneRequest& request) {
  v1::ReportMilestoneRequest report = request;
  if (report.has_position() && !district.city.is_plausible(report.position())) report.clear_position();
  auto response = co_await chassis::run_command<v1::ReportMilestoneResponse>(district, report);
  if (response) say_what_counts(request, *response);
  co_return response;
}

}  // namespace turnout::accountability
