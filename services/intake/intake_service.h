// The gRPC service of intake (接警).
#pragma once

#include <grpcpp/impl/codegen/service_type.h>

#include <memory>

#include "intake/watch_incidents.h"

namespace turnout::chassis {
struct ServiceProcess;
}

namespace turnout::intake {

class DuplicateIndex;

std::unique_ptr<grpc::Service> make_service(chassis::ServiceProcess& process, DuplicateIndex& duplicates,
                                            IncidentTopic& topic);

// Its full name, as in health checks and reflection.
const char* service_name();

}  // namespace turnout::intake
