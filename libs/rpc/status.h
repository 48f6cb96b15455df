// Maps refusals and exceptions to gRPC statuses. Nothing else does.
#pragma once

#include <grpcpp/support/status.h>

#include <exception>
#include <string_view>

#include "turnout/v1/refusal.pb.h"

namespace turnout::rpc {

// Trailer that carries the serialized v1::Refusal beside the status.
inline constexpr const char* kRefusalTrailer = "turnout-refusal-bin";

// The status code that refusal.proto gives in the comment of each reason.
grpc::StatusCode code_of(v1::RefusalReason reason);

grpc::Status status_of(const v1::Refusal& refusal);

// runtime::Unavailable → UNAVAILABLE with the advice to send the same request again; runtime::Conflict →
// ABORTED; anything else → INTERNAL. The client gets no details of an internal error; the log has them with the
// method's name.
grpc::Status status_of(const std::exception_ptr& error, std::string_view method);

}  // namespace turnout::rpc
