// One RPC in the bridge: a gRPC reactor on one side, a coroutine on the io_context on the other. Contains
// everything that does not depend on the message types, so that services compile fast. For bridge.h only.
#pragma once

#include <grpcpp/support/server_callback.h>

#include <boost/asio/cancellation_signal.hpp>
#include <chrono>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "runtime/awaitable.h"
#include "telemetry/metrics.h"
#include "turnout/v1/refusal.pb.h"

namespace turnout::rpc {

class Bridge;

// The result of a handler once its response is stored or its stream has ended: nothing, or a refusal.
using Task = Awaitable<std::optional<v1::Refusal>>;

// Owned by gRPC until OnDone and by the handlers that are still to run on the io_context. The last owner deletes
// it. Members without a remark are used on the io_context's thread only.
class Call : public std::enable_shared_from_this<Call> {
 public:
  enum class Kind { kUnary, kStream };

  virtual ~Call();
  Call(const Call&) = delete;
  Call& operator=(const Call&) = delete;

  Kind kind() const { return kind_; }
  std::string_view method() const { return method_; }
  // The client's end of the connection; for streams only.
  const std::string& peer() const { return peer_; }

  // On gRPC's thread, once: runs the task, or refuses it at once.
  void start(Task task);
  // From any thread: cancels the handler because the service stops.
  void stop();

 protected:
  Call(Kind kind, Bridge& bridge, grpc::CallbackServerContext& context, std::string_view method);

  // Called by gRPC, on its threads.
  void client_is_gone();
  void transfer_is_done(bool done);
  void grpc_is_done();  // may delete this

  // One write, from start_write() until gRPC has taken it.
  Awaitable<bool> write();
  // One read, from start_read() until a message has come; false if no more messages will come.
  Awaitable<bool> read();

 private:
  enum class Ending { kByHandler, kByClient, kByService };
  struct Transfer;

  virtual void start_write() {}
  virtual void start_read() {}
  virtual void finish_with(grpc::Status status) = 0;

  std::optional<grpc::Status> reason_not_to_run();
  void run(Task task);
  void cancel(Ending ending);
  void complete(const std::exception_ptr& error, const std::optional<v1::Refusal>& refusal);
  grpc::Status status_after(const std::exception_ptr& error, const std::optional<v1::Refusal>& refusal);
  grpc::Status refused(const v1::Refusal& refusal);
  void finish(grpc::Status status);

  Kind kind_;
  Bridge& bridge_;
  grpc::CallbackServerContext& context_;
  std::string_view method_;
  std::string peer_;
  telemetry::RpcMetrics& metrics_;
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
  std::shared_ptr<Call> held_by_grpc_;  // gRPC's threads only
  boost::asio::cancellation_signal cancellation_;
  Ending ending_ = Ending::kByHandler;
  bool finished_ = false;
  std::unique_ptr<Transfer> transfer_;  // of streams
};

}  // namespace turnout::rpc
