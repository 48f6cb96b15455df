// A message serialized once for the streams of many clients. Does not include gRPC, so that verbs compile fast.
#pragma once

#include <google/protobuf/message_lite.h>

#include <cstddef>
#include <memory>
#include <string>

namespace grpc {
class ByteBuffer;
}

namespace turnout::rpc {

// Cheap to copy; copies share the bytes. Thread-safe as a shared_ptr is.
class EncodedMessage {
 public:
  EncodedMessage() = default;
  explicit EncodedMessage(const google::protobuf::MessageLite& message);

  // The same message with its field `string cursor = 1` set. It must not be set yet. The bytes are shared.
  EncodedMessage with_cursor(const std::string& cursor) const;

  std::size_t size() const;
  const grpc::ByteBuffer& buffer() const { return *buffer_; }

 private:
  std::shared_ptr<const grpc::ByteBuffer> buffer_;
};

}  // namespace turnout::rpc
