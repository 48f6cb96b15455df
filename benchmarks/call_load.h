// Calls of one RPC from gRPC's callback client over one connection: as many in flight as wanted, each followed by the next as
// soon as it is answered.
#pragma once

#include <grpcpp/client_context.h>

#include <atomic>
#include <cstddef>
#include <functional>
#include <latch>
#include <list>
#include <optional>
#include <utility>
#include <vector>

#include "intake_client.h"
#include "measured.h"

namespace turnout::bench {

template <class Request, class Response>
struct Rpc {
  // The nth request, from 0; called on gRPC's threads, several at once.
  std::function<Request(std::size_t nth)> request;
  std::function<void(grpc::ClientContext*, const Request*, Response*, std::function<void(grpc::Status)>)>
      call;
};

// One call after another; on gRPC's threads, one at a time.
template <class Request, class Response>
class CallFlight {
 public:
  CallFlight(const Rpc<Request, Response>& rpc, std::atomic<std::size_t>& next, const Window& window,
             std::latch& landed)
      : rpc_(rpc), next_(next), landed_(landed), log_(window) {}

  void next() {
    request_ = rpc_.request(next_++);
    response_.Clear();
    context_.emplace();
    context_->set_deadline(std::chrono::system_clock::now() + kDeadline);
    begun_ = std::chrono::steady_clock::now();
    rpc_.call(&*context_, &request_, &response_, [this](const grpc::Status& status) { answered(status); });
  }

  Log take_log() { return std::move(log_); }

 private:
  void answered(const grpc::Status& status) {
    if (!status.ok()) log_.failure = request_.GetTypeName() + ": " + status.error_message();
    if (status.ok() && log_.add(begun_)) {
      next();
    } else {
      landed_.count_down();
    }
  }

  const Rpc<Request, Response>& rpc_;
  std::atomic<std::size_t>& next_;
  std::latch& landed_;
  Log log_;
  Request request_;
  Response response_;
  std::optional<grpc::ClientContext> context_;
  Instant begun_;
};

// What they took, and how many there were, those before and after the measured time included. Throws std::runtime_error if one
// fails. `first`: number of the first request.
template <class Request, class Response>
std::pair<Measured, std::size_t> load(const Rpc<Request, Response>& rpc, std::size_t first,
                                      std::size_t in_flight, std::chrono::milliseconds length) {
  const Window window = Window::of(length);
  std::atomic<std::size_t> next = first;
  std::latch landed(static_cast<std::ptrdiff_t>(in_flight));
  std::list<CallFlight<Request, Response>> flights;
  for (std::size_t number = 0; number < in_flight; ++number) flights.emplace_back(rpc, next, window, landed);
  for (auto& flight : flights) flight.next();
  landed.wait();
  std::vector<Log> logs;
  for (auto& flight : flights) logs.push_back(flight.take_log());
  return {merge(window, std::move(logs)), next - first};
}

}  // namespace turnout::bench
