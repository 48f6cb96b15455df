// A streaming handler writes its answers here. Does not include gRPC, so that verbs compile fast.
//
// There is no queue: a handler continues only when `write` has returned, so that a slow client slows down only
// its own handler.
#pragma once

#include <utility>

#include "runtime/awaitable.h"

namespace turnout::rpc {

// A stream's handler returns this when it ends without a refusal.
struct Done {};

// The destination of the messages.
template <class Response>
class StreamSink {
 public:
  virtual ~StreamSink() = default;
  virtual Awaitable<bool> write(Response response) = 0;
};

// Cheap to copy. For use inside its handler only, on the io_context's thread, one write at a time.
template <class Response>
class StreamWriter {
 public:
  explicit StreamWriter(StreamSink<Response>& sink) : sink_(&sink) {}

  // True when gRPC has taken the message. False when it never will, because the client is gone or did not read
  // for too long, or the service stops: the handler must return. If the call ends while the handler awaits
  // something else, that throws boost::system::system_error (operation_aborted); the handler must not catch it.
  Awaitable<bool> write(Response response) { return sink_->write(std::move(response)); }

 private:
  StreamSink<Response>* sink_;
};

}  // namespace turnout::rpc
