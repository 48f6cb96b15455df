// What a handler comes to, as a gRPC status: the one place that maps refusals and exceptions.
#pragma once

#include <grpcpp/support/status.h>

#include <exception>
#include <string_view>

#include "turnout/v1/refusal.pb.h"

namespace turnout::rpc {

// Trailer that carries the serialized v1::Refusal beside the status.
inline constexpr const char* kRefusalTrailer = "turnout-refusal-bin";

// As the comments of the enum in refusal.proto say.
grpc::StatusCode code_of(v1::RefusalReason reason);

grpc::Status status_of(const v1::Refusal& refusal);

// runtime::Unavailable → UNAVAILABLE with the advice to send the same request again; runtime::Conflict →
// ABORTED; anything else → INTERNAL without details for the client and with all of them in the log, under the
// name of the method.
grpc::Status status_of(const std::exception_ptr& error, std::string_view method);

}  // namespace turnout::rpc
