#include "rpc/bridge.h"

namespace turnout::rpc {

Bridge::Bridge(boost::asio::io_context& io, telemetry::Metrics& metrics, BridgeLimits limits)
    : io_(io), metrics_(metrics), limits_(limits) {}

Bridge::Admission Bridge::admit(Call& call) {
  const std::lock_guard lock(mutex_);
  if (stopping_) return Admission::kStopping;
  if (call.kind() == Call::Kind::kStream) {
    if (streams_.size() >= limits_.max_streams) return Admission::kFull;
    streams_.insert(&call);
  } else {
    if (unary_calls_ >= limits_.max_unary_calls) return Admission::kFull;
    ++unary_calls_;
  }
  return Admission::kAdmitted;
}

void Bridge::release(Call& call) {
  const std::lock_guard lock(mutex_);
  if (call.kind() == Call::Kind::kStream) {
    streams_.erase(&call);
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
