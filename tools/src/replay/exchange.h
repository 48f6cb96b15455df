// One command with its repetitions, on a completion queue. For grpc_transport.cc only, because it includes
// gRPC.
#pragma once

#include <grpcpp/alarm.h>
#include <grpcpp/grpcpp.h>

#include <chrono>
#include <memory>
#include <utility>

#include "client/channel.h"
#include "replay/transport.h"
#include "runtime/backoff.h"

namespace turnout::replay {

// The instant `delay` from now on the monotonic clock, in gRPC's type.
gpr_timespec after(std::chrono::nanoseconds delay);

// At any time exactly one event of an exchange is pending on the completion queue, with its address as the tag.
class Exchange {
 public:
  Exchange(std::size_t ticket, const client::Channel& channel, grpc::CompletionQueue& queue);
  virtual ~Exchange() = default;
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;

  void begin(std::chrono::nanoseconds delay);
  // Handles the pending event. True if the exchange is over.
  bool advance();
  // Call it once the exchange is over. Throws client::Unanswered.
  Answer answer() const;
  // Makes the pending event arrive soon. The exchange must not be used afterwards.
  void cancel();

 protected:
  // Starts one call. The queue returns `this` when it has ended.
  virtual void call(grpc::ClientContext& context, grpc::Status& status) = 0;
  virtual void fill(Answer& answer) const = 0;

  grpc::CompletionQueue& queue() const { return queue_; }

 private:
  void attempt();
  void sleep(std::chrono::nanoseconds delay);

  const std::size_t ticket_;
  const client::Channel& channel_;
  grpc::CompletionQueue& queue_;
  grpc::Alarm alarm_;
  bool sleeps_ = false;
  std::unique_ptr<grpc::ClientContext> context_;
  grpc::Status status_;
  client::Reply reply_;
  runtime::Backoff backoff_;
  std::uint32_t tries_ = 0;
  std::chrono::steady_clock::time_point last_start_;  // latest start of a try
};

// The method of a service's stub for one type of request.
template <class Stub, class Request, class Response>
class ExchangeOf final : public Exchange {
 public:
  using Reader = grpc::ClientAsyncResponseReader<Response>;
  using Method = std::unique_ptr<Reader> (Stub::*)(grpc::ClientContext*, const Request&,
                                                   grpc::CompletionQueue*);

  ExchangeOf(std::size_t ticket, const client::Channel& channel, grpc::CompletionQueue& completions,
             Stub& stub, std::pair<Method, Request> what)
      : Exchange(ticket, channel, completions),
        stub_(stub),
        method_(what.first),
        request_(std::move(what.second)) {}

 private:
  void call(grpc::ClientContext& context, grpc::Status& status) override {
    response_.Clear();
    reader_ = (stub_.*method_)(&context, request_, &queue());
    reader_->StartCall();
    reader_->Finish(&response_, &status, static_cast<Exchange*>(this));
  }

  void fill(Answer& answer) const override {
    answer.incident = response_.incident();
    if constexpr (requires { response_.order_number(); }) answer.order = response_.order_number();
  }

  Stub& stub_;
  Method method_;
  Request request_;
  Response response_;
  std::unique_ptr<Reader> reader_;
};

}  // namespace turnout::replay
