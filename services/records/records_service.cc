// RecordsService (档案): one row for each RPC; see chassis/service_table.h.
#include "records/records_service.h"

#include "chassis/service_table.h"
#include "records/verbs.h"
#include "rpc/raw_methods.h"
#include "turnout/v1/records_service.grpc.pb.h"

namespace turnout::records {
namespace {

using Api = v1::RecordsService;
using Base =
    rpc::RawMethods<Api::Service, Api::WithRawCallbackMethod_FindIncidents,
                    Api::WithRawCallbackMethod_GetStatistics, Api::WithRawCallbackMethod_GetBulletin>;

class Service final : public Base {
 public:
  Service(chassis::ServiceProcess& process, Past past) : process_(process), past_(past) {}

  TURNOUT_UNARY(FindIncidents, [this](District& district, const v1::FindIncidentsRequest& received) {
    return find_incidents(district, past_, received);
  })
  TURNOUT_UNARY(GetStatistics, [this](District& district, const v1::GetStatisticsRequest& received) {
    return get_statistics(district, past_, received);
  })
  TURNOUT_UNARY(GetBulletin, [this](District& district, const v1::GetBulletinRequest& received) {
    return get_bulletin(district, past_, received);
  })

 private:
  chassis::ServiceProcess& process_;
  Past past_;
};

}  // namespace

std::unique_ptr<grpc::Service> make_service(chassis::ServiceProcess& process, Past past) {
  return std::make_unique<Service>(process, past);
}

const char* service_name() {
  return Api::service_full_name();
}

}  // namespace turnout::records
