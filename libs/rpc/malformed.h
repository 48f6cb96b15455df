// What is wrong with bytes that are no request.
#pragma once

#include <google/protobuf/descriptor.h>
#include <grpcpp/support/byte_buffer.h>

#include "turnout/v1/refusal.pb.h"

namespace turnout::rpc {

// INVALID_FIELD with the path of the first text that is not UTF-8, e.g. "call.caller.words"; without a path if the bytes are no
// protobuf message. `bytes` have been found to be no message of `type`. Elements of a list have the path of the list.
v1::Refusal refusal_of_malformed(const google::protobuf::Descriptor& type, const grpc::ByteBuffer& bytes);

}  // namespace turnout::rpc
