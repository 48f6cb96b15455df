// The gRPC service of records (档案).
#pragma once

#include <grpcpp/impl/codegen/service_type.h>

#include <memory>

#include "records/past.h"

namespace turnout::chassis {
struct ServiceProcess;
}

namespace turnout::records {

std::unique_ptr<grpc::Service> make_service(chassis::ServiceProcess& process, Past past);

// Its full name, as in health checks and reflection.
const char* service_name();

}  // namespace turnout::records
