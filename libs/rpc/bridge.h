// Connects gRPC's callback API with coroutines on the io_context.
//
// gRPC's own threads only pass requests on. Handlers run on the io_context's one thread. A unary RPC without a
// deadline, or with one over 10 s, is refused before its handler runs. A refusal becomes a status with the
// refusal in the trailer. An exception becomes UNAVAILABLE, ABORTED or INTERNAL (status.h); none leaves the
// bridge. When the client cancels, its deadline passes or the service stops, the handler is cancelled: the
// operation that it awaits throws operation_aborted.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "domain/outcome.h"
#include "rpc/call.h"
#include "rpc/encoded_message.h"
#include "rpc/malformed.h"
#include "rpc/stream_reader.h"
#include "rpc/stream_writer.h"

namespace boost::asio {
class io_context;
}

namespace turnout::rpc {

inline constexpr std::chrono::seconds kLongestDeadline{10};
// A view that follows the log is never known to be older.
inline constexpr std::chrono::seconds kCurrent{3};
inline constexpr const char* kStateAgeTrailer = "turnout-state-age-ms";

// Streams of one method that may be open.
struct StreamBound {
  std::size_t in_all = 1'024;
  std::size_t per_connection = 256;  // so that one client does not take all places
};

// Limits of one process. One call or stream more is refused with LIMIT_REACHED and the bound.
struct BridgeLimits {
  std::size_t max_unary_calls = 2'048;              // in flight
  std::map<std::string, StreamBound> streams = {};  // by method: none takes the places of another
  StreamBound other_streams = {};                   // of each method that is not named
  std::chrono::milliseconds longest_write{20'000};  // a client that takes no message for this long is cut off
};

// Thread-safe. Must outlive the server whose calls it handles. The io_context must outlive the bridge and run
// until the server is destroyed.
class Bridge {
 public:
  Bridge(boost::asio::io_context& io, telemetry::Metrics& metrics, BridgeLimits limits = {});

  // Exports the metrics of a method as 0 before its first call.
  void declare(std::string_view method);

  telemetry::Metrics& metrics() { return metrics_; }

  // How old the states are from which calls are answered. If more than kCurrent, an answer says so in the trailer
  // turnout-state-age-ms. Set it before the server starts; called on the io_context's thread.
  void tell_age(std::function<std::chrono::milliseconds()> state_age) { state_age_ = std::move(state_age); }

  // Counts a request that was refused for its bytes.
  void count_malformed() { metrics_.request_malformed(); }

  // Refuses new calls with UNAVAILABLE, cancels the streams and waits until every handler has ended. False if
  // some have not ended within `timeout`. Not on the io_context's thread.
  bool drain(std::chrono::milliseconds timeout);

 private:
  friend class Call;
  enum class Admission { kAdmitted, kFull, kStopping };

  // If it is full, `reason` says of what.
  Admission admit(Call& call, std::string& reason);
  Admission admit_stream(Call& call, std::string& reason);
  void release(Call& call);
  StreamBound bound_of(std::string_view method) const;

  boost::asio::io_context& io_;
  telemetry::Metrics& metrics_;
  const BridgeLimits limits_;
  std::function<std::chrono::milliseconds()> state_age_ = [] { return std::chrono::milliseconds(0); };

  std::mutex mutex_;
  std::condition_variable idle_;
  bool stopping_ = false;
  std::size_t unary_calls_ = 0;
  std::unordered_set<Call*> streams_;
  struct OpenStreams {
    std::size_t in_all = 0;
    std::unordered_map<std::string, std::size_t> by_connection;
  };
  std::map<std::string_view, OpenStreams> open_;  // by method
};

namespace internal {

// "ReportIncidentRequest" → "ReportIncident": no two RPCs share a request type.
template <class Request>
std::string_view method_of() {
  const std::string_view name = Request::descriptor()->name();
  return name.substr(0, name.size() - std::string_view("Request").size());
}

class UnaryCall final : public grpc::ServerUnaryReactor, public Call {
 public:
  UnaryCall(Bridge& bridge, grpc::CallbackServerContext& context, std::string_view method)
      : Call(Kind::kUnary, bridge, context, method) {}

 private:
  void OnCancel() override { client_is_gone(); }
  void OnDone() override { grpc_is_done(); }
  void finish_with(grpc::Status status) override { Finish(std::move(status)); }
};

template <class Response>
class StreamCall final : public grpc::ServerWriteReactor<Response>, public Call, public StreamSink<Response> {
 public:
  StreamCall(Bridge& bridge, grpc::CallbackServerContext& context, std::string_view method)
      : Call(Kind::kStream, bridge, context, method) {}

  Awaitable<bool> write(Response response) override {
    message_ = std::move(response);
    return Call::write();
  }

 private:
  void OnWriteDone(bool taken) override { transfer_is_done(taken); }
  void OnCancel() override { client_is_gone(); }
  void OnDone() override { grpc_is_done(); }
  void start_write() override { this->StartWrite(&message_); }
  void finish_with(grpc::Status status) override { this->Finish(std::move(status)); }

  Response message_;
};

// A stream whose handler serializes the messages, so that streams can share them.
class EncodedStreamCall final : public grpc::ServerWriteReactor<grpc::ByteBuffer>,
                                public Call,
                                public StreamSink<EncodedMessage> {
 public:
  EncodedStreamCall(Bridge& bridge, grpc::CallbackServerContext& context, std::string_view method)
      : Call(Kind::kStream, bridge, context, method) {}

  Awaitable<bool> write(EncodedMessage message) override {
    message_ = std::move(message);
    return Call::write();
  }

 private:
  void OnWriteDone(bool taken) override { transfer_is_done(taken); }
  void OnCancel() override { client_is_gone(); }
  void OnDone() override { grpc_is_done(); }
  void start_write() override { this->StartWrite(&message_.buffer()); }
  void finish_with(grpc::Status status) override { this->Finish(std::move(status)); }

  EncodedMessage message_;
};

// The request in `bytes`, or the refusal that says what is wrong with them.
template <class Request>
domain::Outcome<Request> parse(Bridge& bridge, const grpc::ByteBuffer& bytes) {
  grpc::ByteBuffer copy(bytes);  // parsing empties it
  Request request;
  if (grpc::SerializationTraits<Request>::Deserialize(&copy, &request).ok()) return request;
  bridge.count_malformed();
  return tl::unexpected(refusal_of_malformed(*Request::descriptor(), bytes));
}

template <class Response>
void serialize(const Response& response, grpc::ByteBuffer& bytes) {
  bool is_own = false;
  grpc::SerializationTraits<Response>::Serialize(response, &bytes, &is_own);
}

// Ends the handler of an upload of which a message cannot be parsed.
class MalformedMessage : public std::runtime_error {
 public:
  explicit MalformedMessage(v1::Refusal refusal)
      : std::runtime_error(refusal.message()), refusal_(std::move(refusal)) {}
  const v1::Refusal& refusal() const { return refusal_; }

 private:
  v1::Refusal refusal_;
};

template <class Request>
class UploadCall final : public grpc::ServerReadReactor<grpc::ByteBuffer>,
                         public Call,
                         public StreamSource<Request> {
 public:
  UploadCall(Bridge& bridge, grpc::CallbackServerContext& context, std::string_view method)
      : Call(Kind::kStream, bridge, context, method), parsed_by_(bridge) {}

  Awaitable<std::optional<Request>> read() override {
    const bool arrived = co_await Call::read();
    if (!arrived) co_return std::nullopt;
    domain::Outcome<Request> request = parse<Request>(parsed_by_, message_);
    if (!request) throw MalformedMessage(std::move(request.error()));
    co_return *std::move(request);
  }

 private:
  void OnReadDone(bool arrived) override { transfer_is_done(arrived); }
  void OnCancel() override { client_is_gone(); }
  void OnDone() override { grpc_is_done(); }
  void start_read() override { this->StartRead(&message_); }
  void finish_with(grpc::Status status) override { this->Finish(std::move(status)); }

  Bridge& parsed_by_;
  grpc::ByteBuffer message_;
};

// gRPC keeps the response until the call has finished, and the call finishes after its handler.
template <class Request, class Response, class Handler>
Task answer(Handler handler, Request request, grpc::ByteBuffer* response) {
  domain::Outcome<Response> outcome = co_await handler(std::move(request));
  if (!outcome) co_return std::move(outcome.error());
  serialize(*outcome, *response);
  co_return std::nullopt;
}

template <class Request, class Response, class Handler>
Task feed(Handler handler, Request request, StreamWriter<Response> writer) {
  domain::Outcome<Done> outcome = co_await handler(std::move(request), writer);
  if (!outcome) co_return std::move(outcome.error());
  co_return std::nullopt;
}

template <class Request, class Response, class Handler>
Task take_in(Handler handler, StreamReader<Request> reader, grpc::ByteBuffer* response) {
  try {
    domain::Outcome<Response> outcome = co_await handler(reader);
    if (!outcome) co_return std::move(outcome.error());
    serialize(*outcome, *response);
  } catch (const MalformedMessage& malformed) {
    co_return malformed.refusal();
  }
  co_return std::nullopt;
}

// The answer to a request that is refused before its handler runs.
Task refuse(v1::Refusal refusal);

}  // namespace internal

// The methods of a service are those of rpc/raw_methods.h, except for `stream`. Bytes that cannot be parsed as a Request are refused
// with INVALID_FIELD and the path of the field, and counted.
//
// For a unary method: `return rpc::unary<v1::AddNoteRequest, v1::AddNoteResponse>(bridge_, context, request, response, handler);`
// Handler: (Request) → Awaitable<domain::Outcome<Response>>. The handler is copied. The copy lives until the coroutine has ended.
template <class Request, class Response, class Handler>
grpc::ServerUnaryReactor* unary(Bridge& bridge, grpc::CallbackServerContext* context,
                                const grpc::ByteBuffer* bytes, grpc::ByteBuffer* response, Handler handler) {
  const auto call = std::make_shared<internal::UnaryCall>(bridge, *context, internal::method_of<Request>());
  domain::Outcome<Request> request = internal::parse<Request>(bridge, *bytes);
  if (request) {
    call->start(internal::answer<Request, Response>(std::move(handler), *std::move(request), response));
  } else {
    call->start(internal::refuse(std::move(request.error())));
  }
  return call.get();
}

// For a method of a generated CallbackService.
// Handler: (Request, StreamWriter<Response>) → Awaitable<domain::Outcome<Done>>.
template <class Response, class Request, class Handler>
grpc::ServerWriteReactor<Response>* stream(Bridge& bridge, grpc::CallbackServerContext* context,
                                           const Request* request, Handler handler) {
  const auto call =
      std::make_shared<internal::StreamCall<Response>>(bridge, *context, internal::method_of<Request>());
  call->start(internal::feed<Request, Response>(std::move(handler), *request, StreamWriter<Response>(*call)));
  return call.get();
}

// Handler: (Request, StreamWriter<EncodedMessage>) → Awaitable<domain::Outcome<Done>>.
template <class Request, class Handler>
grpc::ServerWriteReactor<grpc::ByteBuffer>* encoded_stream(Bridge& bridge,
                                                           grpc::CallbackServerContext* context,
                                                           const grpc::ByteBuffer* bytes, Handler handler) {
  const auto call =
      std::make_shared<internal::EncodedStreamCall>(bridge, *context, internal::method_of<Request>());
  domain::Outcome<Request> request = internal::parse<Request>(bridge, *bytes);
  if (request) {
    call->start(internal::feed<Request, EncodedMessage>(std::move(handler), *std::move(request),
                                                        StreamWriter<EncodedMessage>(*call)));
  } else {
    call->start(internal::refuse(std::move(request.error())));
  }
  return call.get();
}

// Handler: (StreamReader<Request>) → Awaitable<domain::Outcome<Response>>. It lets exceptions of the reader pass.
template <class Request, class Response, class Handler>
grpc::ServerReadReactor<grpc::ByteBuffer>* upload(Bridge& bridge, grpc::CallbackServerContext* context,
                                                  grpc::ByteBuffer* response, Handler handler) {
  const auto call =
      std::make_shared<internal::UploadCall<Request>>(bridge, *context, internal::method_of<Request>());
  call->start(
      internal::take_in<Request, Response>(std::move(handler), StreamReader<Request>(*call), response));
  return call.get();
}

}  // namespace turnout::rpc
