#include "domain/report_milestone.h"

#include "accountability/verbs.h"
#include "chassis/command.h"
#include "domain/orders.h"
#include "domain/pending_times.h"
#include "turnout/v1/accountability_service.pb.h"

namespace turnout::accountability {
namespace {

void say_what_counts(const v1::ReportMilestoneRequest& request, v1::ReportMilestoneResponse& response) {
  const v1::Order& order =
      *domain::find_order(response.incident(), request.unit_id(), request.order_number());
  const v1::Stamp* after_end = domain::find_after_end(order, request.milestone());
  const v1::Stamp* counted = domain::find_stamp(order, request.milestone());
  const bool newest_is_after_end =
      after_end != nullptr && (counted == nullptr || after_end->server_at_ms() >= counted->server_at_ms());
  const v1::Stamp* newest = newest_is_after_end ? after_end : counted;
  response.set_after_end(newest_is_after_end);
  response.set_awaits_ruling(newest != nullptr && domain::awaits_adjudication(*newest));
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
