// AccountabilityService (问责): one row for each RPC; see chassis/service_table.h.
#include "accountability/accountability_service.h"

#include "accountability/verbs.h"
#include "chassis/service_table.h"
#include "rpc/raw_methods.h"
#include "turnout/v1/accountability_service.grpc.pb.h"

namespace turnout::accountability {
namespace {

using Api = v1::AccountabilityService;
using Base =
    rpc::RawMethods<Api::Service, Api::WithRawCallbackMethod_ReportMilestone,
                    Api::WithRawCallbackMethod_DeclineOrder, Api::WithRawCallbackMethod_AnswerDecline,
                    Api::WithRawCallbackMethod_ReportDisposition, Api::WithRawCallbackMethod_CloseIncident,
                    Api::WithRawCallbackMethod_ReopenIncident,
                    Api::WithRawCallbackMethod_AcknowledgeEscalation,
                    Api::WithRawCallbackMethod_ListEscalations, Api::WithRawCallbackMethod_WatchEscalations,
                    Api::WithRawCallbackMethod_RequestHandover, Api::WithRawCallbackMethod_AnswerHandover,
                    Api::WithRawCallbackMethod_WithdrawHandover, Api::WithRawCallbackMethod_ArbitrateHandover,
                    Api::WithRawCallbackMethod_ListPendingTimes, Api::WithRawCallbackMethod_ConfirmTime,
                    Api::WithRawCallbackMethod_CorrectTime, Api::WithRawCallbackMethod_CorrectStart,
                    Api::WithRawCallbackMethod_GetTimeline, Api::WithRawCallbackMethod_GetCompliance>;

class Service final : public Base {
 public:
  Service(chassis::ServiceProcess& process, const ComplianceProjection& projection, EscalationTopic& topic)
      : process_(process), projection_(projection), topic_(topic) {}

  TURNOUT_UNARY(ReportMilestone, &report_milestone)
  TURNOUT_COMMAND(DeclineOrder)
  TURNOUT_COMMAND(AnswerDecline)
  TURNOUT_COMMAND(ReportDisposition)
  TURNOUT_COMMAND(CloseIncident)
  TURNOUT_COMMAND(ReopenIncident)
  TURNOUT_COMMAND(AcknowledgeEscalation)
  TURNOUT_UNARY(ListEscalations, &list_escalations)
  TURNOUT_WATCH(WatchEscalations, [this](District&, v1::WatchEscalationsRequest received, auto writer) {
    return topic_.watch(received.cursor(), {.station_id = received.station_id(), .role = received.role()},
                        writer);
  })
  TURNOUT_UNARY(RequestHandover, &request_handover)
  TURNOUT_COMMAND(AnswerHandover)
  TURNOUT_COMMAND(WithdrawHandover)
  TURNOUT_COMMAND(ArbitrateHandover)
  TURNOUT_UNARY(ListPendingTimes, [this](District& district, const v1::ListPendingTimesRequest& received) {
    return list_pending_times(district, projection_, received);
  })
  TURNOUT_COMMAND(ConfirmTime)
  TURNOUT_COMMAND(CorrectTime)
  TURNOUT_COMMAND(CorrectStart)
  TURNOUT_UNARY(GetTimeline, [this](District& district, const v1::GetTimelineRequest& received) {
    return get_timeline(district, projection_, received);
  })
  TURNOUT_UNARY(GetCompliance, [this](District& district, const v1::GetComplianceRequest& received) {
    return get_compliance(district, projection_, received);
  })

 private:
  chassis::ServiceProcess& process_;
  const ComplianceProjection& projection_;
  EscalationTopic& topic_;
};

}  // namespace

std::unique_ptr<grpc::Service> make_service(chassis::ServiceProcess& process,
                                            const ComplianceProjection& projection, EscalationTopic& topic) {
  return std::make_unique<Service>(process, projection, topic);
}

const char* service_name() {
  return v1::AccountabilityService::service_full_name();
}

}  // namespace turnout::accountability
