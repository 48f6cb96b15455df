#include "domain/report_milestone.h"

#include <utility>

#include "accountability/verbs.h"
#include "chassis/command.h"
#include "domain/orders.h"
#include "domain/pending_times.h"
#include "turnout/v1/accountability_service.pb.h"

namespace turnout::accountability {
namespace {

void say_what_counts(const v1::Order& order, const v1::ReportMilestoneRequest& request,
                     v1::ReportMilestoneResponse& response) {
  const v1::Stamp* after_end = domain::find_after_end(order, request.milestone());
  const v1::Stamp* counted = domain::find_stamp(order, request.milestone());
  const bool newest_is_after_end =
      after_end != nullptr && (counted == nullptr || after_end->server_at_ms() >= counted->server_at_ms());
  const v1::Stamp* newest = newest_is_after_end ? after_end : counted;
  response.set_after_end(newest_is_after_end);
  response.set_awaits_ruling(newest != nullptr && domain::awaits_adjudication(*newest));
}

event_store::AggregateIds incident_that_took_the_order(const domain::Aggregates& states) {
  if (states.units.empty()) return {};
  const v1::Order* order = domain::find_order(states.incident, states.units.front().id());
  if (order == nullptr) return {};
  return {.other_incident_id = order->moved_to_incident_id()};
}

}  // namespace

Awaitable<Outcome<v1::ReportMilestoneResponse>> report_milestone(District& district,
                                                                 const v1::ReportMilestoneRequest& request) {
  v1::ReportMilestoneRequest report = request;
  if (report.has_position() && !district.city.is_plausible(report.position())) report.clear_position();
  event_store::Target target = chassis::target_of(report);
  target.more = &incident_that_took_the_order;
  chassis::Accepted accepted = co_await chassis::execute(district, std::move(target), report);
  if (!accepted) co_return tl::unexpected(std::move(accepted.error()));
  const domain::ReportedOrder reported = domain::reported_order(accepted->states, request);
  const v1::Order order = *reported.order;
  if (&reported.incident == &accepted->states.other_incident) {
    std::swap(accepted->states.incident, accepted->states.other_incident);
  }
  auto response = chassis::answer<v1::ReportMilestoneResponse>(std::move(accepted));
  if (response) say_what_counts(order, request, *response);
  co_return response;
}

}  // namespace turnout::accountability
