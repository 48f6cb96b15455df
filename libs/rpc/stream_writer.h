// What a streaming handler writes its answers to. Knows nothing of gRPC, so that verbs compile fast.
//
// There is no queue: a handler reads on from its source only when `write` has returned, so that a slow client
// holds back its own handler and nobody else.
#pragma once

#include <utility>

#include "runtime/awaitable.h"

namespace turnout::rpc {

// What a stream's handler returns when it ends without a refusal.
struct Done {};

// Where the messages go.
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

  // True when gRPC has taken the message. False when it never will: the client is gone or did not read for
  // too long, or the service stops; the handler returns then. A handler that awaits something else when its
  // call ends gets boost::system::system_error (operation_aborted) there and lets it pass.
  Awaitable<bool> write(Response response) { return sink_->write(std::move(response)); }

 private:
  StreamSink<Response>* sink_;
};

}  // namespace turnout::rpc
