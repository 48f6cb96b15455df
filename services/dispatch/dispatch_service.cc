// DispatchService (派警): one row for each RPC; see chassis/service_table.h.
#include "dispatch/dispatch_service.h"

#include "chassis/service_table.h"
#include "dispatch/verbs.h"
#include "rpc/raw_methods.h"
#include "turnout/v1/dispatch_service.grpc.pb.h"

namespace turnout::dispatch {
namespace {

using Api = v1::DispatchService;
using Base = rpc::RawMethods<Api::Service, Api::WithRawCallbackMethod_RegisterUnit,
                             Api::WithRawCallbackMethod_SetUnitStatus, Api::WithRawCallbackMethod_SignOn,
                             Api::WithRawCallbackMethod_SignOff, Api::WithRawCallbackMethod_RelieveCrew,
                             Api::WithRawCallbackMethod_ReportPositions, Api::WithRawCallbackMethod_ListUnits,
                             Api::WithRawCallbackMethod_WatchUnits, Api::WithRawCallbackMethod_RecommendUnits,
                             Api::WithRawCallbackMethod_AssignUnit, Api::WithRawCallbackMethod_RecallUnit,
                             Api::WithRawCallbackMethod_WatchOrders>;

class Service final : public Base {
 public:
  Service(chassis::ServiceProcess& process, UnitTopic& units, OrderTopic& orders)
      : process_(process), units_(units), orders_(orders) {}

  TURNOUT_UNARY(RegisterUnit, &register_unit)
  TURNOUT_COMMAND(SetUnitStatus)
  TURNOUT_COMMAND_WITH(SignOn, crew_aboard)
  TURNOUT_COMMAND_WITH(SignOff, crew_aboard)
  TURNOUT_COMMAND_WITH(RelieveCrew, crew_aboard)
  TURNOUT_UPLOAD(ReportPositions, &report_positions)
  TURNOUT_UNARY(ListUnits, &list_units)
  TURNOUT_WATCH(WatchUnits, [this](District&, v1::WatchUnitsRequest received, auto writer) {
    return units_.watch(received.cursor(), received.station_id(), writer);
  })
  TURNOUT_UNARY(RecommendUnits, &recommend_units)
  TURNOUT_UNARY(AssignUnit, &assign_unit)
  TURNOUT_COMMAND(RecallUnit)
  TURNOUT_WATCH(WatchOrders, [this](District& district, v1::WatchOrdersRequest received, auto writer) {
    return watch_orders(district, orders_, std::move(received), writer);
  })

 private:
  chassis::ServiceProcess& process_;
  UnitTopic& units_;
  OrderTopic& orders_;
};

}  // namespace

std::unique_ptr<grpc::Service> make_service(chassis::ServiceProcess& process, UnitTopic& units,
                                            OrderTopic& orders) {
  return std::make_unique<Service>(process, units, orders);
}

const char* service_name() {
  return v1::DispatchService::service_full_name();
}

}  // namespace turnout::dispatch
