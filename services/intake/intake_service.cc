// IntakeService (接警): one row for each RPC; see chassis/service_table.h.
#include "intake/intake_service.h"

#include "chassis/service_table.h"
#include "intake/duplicate_index.h"
#include "intake/verbs.h"
#include "intake/watch_incidents.h"
#include "rpc/raw_methods.h"
#include "turnout/v1/intake_service.grpc.pb.h"

namespace turnout::intake {
namespace {

using Api = v1::IntakeService;
using Base =
    rpc::RawMethods<Api::Service, Api::WithRawCallbackMethod_ReportIncident,
                    Api::WithRawCallbackMethod_AddCall, Api::WithRawCallbackMethod_AddNote,
                    Api::WithRawCallbackMethod_AmendIncident, Api::WithRawCallbackMethod_CancelIncident,
                    Api::WithRawCallbackMethod_LinkDuplicate, Api::WithRawCallbackMethod_SplitDuplicate,
                    Api::WithRawCallbackMethod_GetIncident, Api::WithRawCallbackMethod_ListIncidents,
                    Api::WithRawCallbackMethod_WatchIncidents>;

class Service final : public Base {
 public:
  Service(chassis::ServiceProcess& process, DuplicateIndex& duplicates, IncidentTopic& topic)
      : process_(process), duplicates_(duplicates), topic_(topic) {}

  TURNOUT_UNARY(ReportIncident, [this](District& district, const v1::ReportIncidentRequest& received) {
    return report_incident(district, duplicates_, received);
  })
  TURNOUT_UNARY(AddCall, &add_call)
  TURNOUT_COMMAND(AddNote)
  TURNOUT_UNARY(AmendIncident, &amend_incident)
  TURNOUT_COMMAND_WITH(CancelIncident, units_on)
  TURNOUT_COMMAND_WITH(LinkDuplicate, units_on)
  TURNOUT_COMMAND_WITH(SplitDuplicate, incident_kept_instead_of)
  TURNOUT_UNARY(GetIncident, &get_incident)
  TURNOUT_UNARY(ListIncidents, &list_incidents)
  TURNOUT_WATCH(WatchIncidents, [this](District&, v1::WatchIncidentsRequest received, auto writer) {
    return topic_.watch(received.cursor(), received.station_id(), writer);
  })

 private:
  chassis::ServiceProcess& process_;
  DuplicateIndex& duplicates_;
  IncidentTopic& topic_;
};

}  // namespace

std::unique_ptr<grpc::Service> make_service(chassis::ServiceProcess& process, DuplicateIndex& duplicates,
                                            IncidentTopic& topic) {
  return std::make_unique<Service>(process, duplicates, topic);
}

const char* service_name() {
  return v1::IntakeService::service_full_name();
}

}  // namespace turnout::intake
