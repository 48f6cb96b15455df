// What a handler of a client's stream reads from. Knows nothing of gRPC, so that verbs compile fast.
//
// There is no queue: the next message is asked for when `read` is called, so that gRPC's flow control holds
// back a client that sends faster than its handler takes.
#pragma once

#include <optional>

#include "runtime/awaitable.h"

namespace turnout::rpc {

// Where the messages come from.
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

  // The next message; nothing when the client has sent its last one or is gone. When its call ends otherwise
  // meanwhile, boost::system::system_error (operation_aborted): the handler lets it pass.
  Awaitable<std::optional<Request>> read() { return source_->read(); }

 private:
  StreamSource<Request>* source_;
};

}  // namespace turnout::rpc
