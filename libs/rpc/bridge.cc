#include "rpc/bridge.h"

namespace turnout::rpc {

Bridge::Bridge(boost::asio::io_context& io, telemetry::Metrics& metrics, BridgeLimits limits)
    : io_(io), metrics_(metrics), limits_(limits) {}

void Bridge::declare(std::string_view method) {
  telemetry::RpcMetrics& metrics = metrics_.rpc(method);
  const auto bound = limits_.streams.find(std::string(method));
  if (bound != limits_.streams.end()) metrics.set_stream_bound(bound->second.in_all);
}

StreamBound Bridge::bound_of(std::string_view method) const {
  const auto bound = limits_.streams.find(std::string(method));
  return bound == limits_.streams.end() ? limits_.other_streams : bound->second;
}

Bridge::Admission Bridge::admit(Call& call, std::string& reason) {
  const std::lock_guard lock(mutex_);
  if (stopping_) return Admission::kStopping;
  if (call.kind() == Call::Kind::kStream) return admit_stream(call, reason);
  if (unary_calls_ >= limits_.max_unary_calls) {
    reason =
        "the service has " + std::to_string(unary_calls_) + " calls in flight, as many as it may; try later";
    return Admission::kFull;
  }
  ++unary_calls_;
  return Admission::kAdmitted;
}

Bridge::Admission Bridge::admit_stream(Call& call, std::string& reason) {
  const StreamBound bound = bound_of(call.method());
  OpenStreams& open = open_[call.method()];
  const std::string streams = " streams of " + std::string(call.method());
  if (open.in_all >= bound.in_all) {
    reason =
        "the service has " + std::to_string(open.in_all) + streams + " open, as many as it may; try later";
    return Admission::kFull;
  }
  std::size_t& of_connection = open.by_connection[call.peer()];
  if (of_connection >= bound.per_connection) {
    reason = "this connection has " + std::to_string(of_connection) + streams +
             " open, as many as one may; end some of them or open another connection";
    return Admission::kFull;
  }
  ++of_connection;
  ++open.in_all;
  streams_.insert(&call);
  return Admission::kAdmitted;
}

void Bridge::release(Call& call) {
  const std::lock_guard lock(mutex_);
  if (call.kind() == Call::Kind::kStream) {
    streams_.erase(&call);
    OpenStreams& open = open_[call.method()];
    --open.in_all;
    if (--open.by_connection[call.peer()] == 0) open.by_connection.erase(call.peer());
  } else {
    --unary_calls_;
  }
  if (stopping_ && unary_calls_ == 0 && streams_.empty()) idle_.notify_all();
}

bool Bridge::drain(std::chrono::milliseconds timeout) {
  std::unique_lock lock(mutex_);
  stopping_ = true;
  for (Call* stream : streams_) stream->stop();
  return idle_.wait_for(lock, timeout, [this] { return unary_calls_ == 0 && streams_.empty(); });
}

Task internal::refuse(v1::Refusal refusal) {
  co_return refusal;
}

}  // namespace turnout::rpc
