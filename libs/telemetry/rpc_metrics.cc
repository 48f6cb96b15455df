#include "telemetry/rpc_metrics.h"

#include <array>

namespace turnout::telemetry {
namespace {

// By number: https://grpc.github.io/grpc/core/md_doc_statuscodes.html
constexpr std::array kCodes{
    "OK",        "CANCELLED",      "UNKNOWN",           "INVALID_ARGUMENT",   "DEADLINE_EXCEEDED",
    "NOT_FOUND", "ALREADY_EXISTS", "PERMISSION_DENIED", "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION",
    "ABORTED",   "OUT_OF_RANGE",   "UNIMPLEMENTED",     "INTERNAL",           "UNAVAILABLE",
    "DATA_LOSS", "UNAUTHENTICATED"};

const prometheus::Histogram::BucketBoundaries kSeconds{0.001, 0.002, 0.005, 0.01, 0.025,
                                                       0.05,  0.1,   0.25,  1,    5};

}  // namespace

CountedRpc::CountedRpc(const RpcFamilies& families, const std::string& method)
    : stream_bounds_(families.stream_bound),
      method_(method),
      in_flight_(families.in_flight.Add({{"method", method}})),
      duration_(families.duration.Add({{"method", method}}, kSeconds)) {
  for (const char* code : kCodes)
    requests_.push_back(&families.requests.Add({{"method", method}, {"code", code}}));
}

void CountedRpc::finished(int code) {
  in_flight_.Decrement();
  requests_.at(static_cast<std::size_t>(code))->Increment();
}

void CountedRpc::set_stream_bound(std::size_t most) {
  stream_bounds_.Add({{"method", method_}}).Set(static_cast<double>(most));
}

}  // namespace turnout::telemetry
