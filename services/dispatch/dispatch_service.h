// The gRPC service of dispatch (派警).
#pragma once

#include <grpcpp/impl/codegen/service_type.h>

#include <memory>

#include "dispatch/watch_orders.h"
#include "dispatch/watch_units.h"

namespace turnout::chassis {
struct ServiceProcess;
}

namespace turnout::dispatch {

std::unique_ptr<grpc::Service> make_service(chassis::ServiceProcess& process, UnitTopic& units,
                                            OrderTopic& orders);

// Its full name, as in health checks and reflection.
const char* service_name();

}  // namespace turnout::dispatch
