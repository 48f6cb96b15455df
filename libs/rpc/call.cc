#include "rpc/call.h"

#include <grpcpp/server_context.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "domain/outcome.h"
#include "rpc/bridge.h"
#include "rpc/status.h"

namespace turnout::rpc {
namespace {

// The transport rounds time-outs up, so that one of 10 s arrives a little longer.
constexpr std::chrono::milliseconds kDeadlineSlack{500};

grpc::Status stopping() {
  return {grpc::StatusCode::UNAVAILABLE,
          "the service is stopping; send the same request again, resume a watch from its cursor"};
}

v1::Refusal refusal(v1::RefusalReason reason, std::string message) {
  return domain::refuse(reason, "", std::move(message)).value();
}

}  // namespace

struct Call::Transfer {
  explicit Transfer(boost::asio::io_context& io) : wait(io) {}

  boost::asio::steady_timer wait;
  bool in_flight = false;
  bool is_write = false;
  bool done = false;
};

Call::Call(Kind kind, Bridge& bridge, grpc::CallbackServerContext& context, std::string_view method)
    : kind_(kind),
      bridge_(bridge),
      context_(context),
      method_(method),
      metrics_(bridge.metrics_.rpc(method)) {
  if (kind != Kind::kStream) return;
  peer_ = context.peer();
  transfer_ = std::make_unique<Transfer>(bridge.io_);
}

Call::~Call() = default;

void Call::start(Task task) {
  held_by_grpc_ = shared_from_this();
  metrics_.started();
  if (std::optional<grpc::Status> status = reason_not_to_run()) {
    metrics_.finished(status->error_code());
    finish_with(std::move(*status));
    return;
  }
  boost::asio::post(bridge_.io_,
                    [call = held_by_grpc_, task = std::move(task)]() mutable { call->run(std::move(task)); });
}

void Call::run(Task task) {
  if (ending_ != Ending::kByHandler) {  // the service has begun to stop
    complete(nullptr, std::nullopt);
    return;
  }
  auto completed = [call = shared_from_this()](const std::exception_ptr& error,
                                               const std::optional<v1::Refusal>& refusal) {
    call->complete(error, refusal);
  };
  boost::asio::co_spawn(bridge_.io_, std::move(task),
                        boost::asio::bind_cancellation_slot(cancellation_.slot(), std::move(completed)));
}

std::optional<grpc::Status> Call::reason_not_to_run() {
  if (kind_ == Kind::kUnary &&
      context_.deadline() > std::chrono::system_clock::now() + kLongestDeadline + kDeadlineSlack) {
    return refused(
        refusal(v1::REFUSAL_REASON_DEADLINE_MISSING,
                "every RPC needs a deadline of at most " + std::to_string(kLongestDeadline.count()) + " s"));
  }
  std::string reason;
  switch (bridge_.admit(*this, reason)) {
    case Bridge::Admission::kAdmitted:
      return std::nullopt;
    case Bridge::Admission::kFull:
      return refused(refusal(v1::REFUSAL_REASON_LIMIT_REACHED, std::move(reason)));
    case Bridge::Admission::kStopping:
      break;
  }
  return stopping();
}

void Call::client_is_gone() {
  cancel(Ending::kByClient);
}

void Call::stop() {
  cancel(Ending::kByService);
}

void Call::cancel(Ending ending) {
  boost::asio::post(bridge_.io_, [call = shared_from_this(), ending] {
    if (call->finished_ || call->ending_ != Ending::kByHandler) return;
    call->ending_ = ending;
    // A handler inside write() continues when gRPC releases the message. After a cancellation that is at once.
    if (call->transfer_ && call->transfer_->in_flight && call->transfer_->is_write)
      call->context_.TryCancel();
    call->cancellation_.emit(boost::asio::cancellation_type::terminal);
  });
}

void Call::transfer_is_done(bool done) {
  boost::asio::post(bridge_.io_, [call = shared_from_this(), done] {
    call->transfer_->in_flight = false;
    call->transfer_->done = done;
    call->transfer_->wait.cancel();
  });
}

// While gRPC reads the message nothing may end this wait, neither a cancellation nor the time-out.
Awaitable<bool> Call::write() {
  using boost::asio::use_awaitable;
  co_await boost::asio::this_coro::throw_if_cancelled(false);
  transfer_->in_flight = true;
  transfer_->is_write = true;
  start_write();
  transfer_->wait.expires_after(bridge_.limits_.longest_write);
  while (transfer_->in_flight) {
    boost::system::error_code error;
    co_await transfer_->wait.async_wait(boost::asio::redirect_error(use_awaitable, error));
    if (error || !transfer_->in_flight) continue;
    context_.TryCancel();
    transfer_->wait.expires_at(std::chrono::steady_clock::time_point::max());
  }
  co_await boost::asio::this_coro::throw_if_cancelled(true);
  co_return transfer_->done;
}

// No time-out: a client may send nothing for any length of time. If the handler ends during the read, gRPC keeps
// the message until OnDone.
Awaitable<bool> Call::read() {
  transfer_->in_flight = true;
  start_read();
  transfer_->wait.expires_at(std::chrono::steady_clock::time_point::max());
  while (transfer_->in_flight) {
    boost::system::error_code error;
    co_await transfer_->wait.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, error));
  }
  co_return transfer_->done;
}

void Call::complete(const std::exception_ptr& error, const std::optional<v1::Refusal>& refusal) {
  finished_ = true;
  grpc::Status status = status_after(error, refusal);
  if (const auto age = bridge_.state_age_(); status.ok() && age > kCurrent) {
    context_.AddTrailingMetadata(kStateAgeTrailer, std::to_string(age.count()));
  }
  if (kind_ == Kind::kUnary) metrics_.took(std::chrono::steady_clock::now() - begun_);
  metrics_.finished(status.error_code());
  bridge_.release(*this);
  finish_with(std::move(status));
}

grpc::Status Call::status_after(const std::exception_ptr& error, const std::optional<v1::Refusal>& refusal) {
  if (ending_ == Ending::kByService) return stopping();
  if (ending_ == Ending::kByClient) {
    const bool late = context_.deadline() <= std::chrono::system_clock::now();
    return {late ? grpc::StatusCode::DEADLINE_EXCEEDED : grpc::StatusCode::CANCELLED, ""};
  }
  if (error) return status_of(error, method_);
  return refusal ? refused(*refusal) : grpc::Status::OK;
}

grpc::Status Call::refused(const v1::Refusal& refusal) {
  context_.AddTrailingMetadata(kRefusalTrailer, refusal.SerializeAsString());
  return status_of(refusal);
}

void Call::grpc_is_done() {
  const std::shared_ptr<Call> last = std::move(held_by_grpc_);
}

}  // namespace turnout::rpc
