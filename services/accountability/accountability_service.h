// The gRPC service of accountability (问责).
#pragma once

#include <grpcpp/impl/codegen/service_type.h>

#include <memory>

#include "accountability/watch_escalations.h"

namespace turnout::chassis {
struct ServiceProcess;
}

namespace turnout::accountability {

class ComplianceProjection;

std::unique_ptr<grpc::Service> make_service(chassis::ServiceProcess& process,
                                            const ComplianceProjection& projection, EscalationTopic& topic);

// Its full name, as in health checks and reflection.
const char* service_name();

}  // namespace turnout::accountability
