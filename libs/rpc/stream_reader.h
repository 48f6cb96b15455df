// The handler of a client stream reads its messages here. Does not include gRPC, so that verbs compile fast.
//
// There is no queue: `read` requests the next message, so that gRPC's flow control slows down a client that
// sends faster than its handler reads.
#pragma once

#include <optional>

#include "runtime/awaitable.h"

namespace turnout::rpc {

// The source of the messages.
template <class Request>
class StreamSource {
 public:
  virtual ~StreamSource() = default;
  virtual Awaitable<std::optional<Request>> read() = 0;
};

// Cheap to copy. For use inside its handler only, on the io_context's thread, one read at a time.
template <class Request>
class StreamReader {
 public:
  explicit StreamReader(StreamSource<Request>& source) : source_(&source) {}

  // The next message; nothing when the client has sent its last one or is gone. If the call ends for another
  // reason, throws boost::system::system_error (operation_aborted); the handler must not catch it.
  Awaitable<std::optional<Request>> read() { return source_->read(); }

 private:
  StreamSource<Request>* source_;
};

}  // namespace turnout::rpc
