#include "rpc/encoded_message.h"

#include <grpcpp/support/byte_buffer.h>
#include <grpcpp/support/slice.h>

#include <vector>

namespace turnout::rpc {
namespace {

// Protobuf fields may come in any order, so a field can be appended to a serialized message.
std::string cursor_field(const std::string& cursor) {
  constexpr char kTag = (1 << 3) | 2;  // field 1, length-delimited
  std::string field(1, kTag);
  field.push_back(static_cast<char>(cursor.size()));  // a cursor has fewer than 128 characters
  return field + cursor;
}

}  // namespace

EncodedMessage::EncodedMessage(const google::protobuf::MessageLite& message) {
  const grpc::Slice slice(message.SerializeAsString());
  buffer_ = std::make_shared<grpc::ByteBuffer>(&slice, 1);
}

EncodedMessage EncodedMessage::with_cursor(const std::string& cursor) const {
  std::vector<grpc::Slice> slices;
  buffer_->Dump(&slices);
  slices.emplace_back(cursor_field(cursor));
  EncodedMessage message;
  message.buffer_ = std::make_shared<grpc::ByteBuffer>(slices.data(), slices.size());
  return message;
}

std::size_t EncodedMessage::size() const {
  return buffer_ ? buffer_->Length() : 0;
}

}  // namespace turnout::rpc
