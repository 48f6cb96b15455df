#include "rpc/malformed.h"

#include <google/protobuf/unknown_field_set.h>
#include <grpcpp/support/slice.h>

#include <boost/locale/utf.hpp>
#include <optional>
#include <string>
#include <vector>

#include "domain/outcome.h"

namespace turnout::rpc {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::UnknownField;
using google::protobuf::UnknownFieldSet;

std::optional<std::string> text_without_utf8(const Descriptor& type, const std::string& bytes);

bool is_utf8(const std::string& text) {
  namespace utf = boost::locale::utf;
  for (auto at = text.begin(); at != text.end();) {
    const utf::code_point character = utf::utf_traits<char>::decode(at, text.end());
    if (character == utf::illegal || character == utf::incomplete) return false;
  }
  return true;
}

std::string concatenated(const grpc::ByteBuffer& bytes) {
  std::vector<grpc::Slice> slices;
  bytes.Dump(&slices);
  std::string whole;
  for (const grpc::Slice& slice : slices) {
    whole.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  }
  return whole;
}

// The path inside one field; empty = the field itself.
std::optional<std::string> fault_in(const FieldDescriptor& field, const std::string& bytes) {
  if (field.type() == FieldDescriptor::TYPE_STRING) {
    return is_utf8(bytes) ? std::nullopt : std::optional<std::string>(field.name());
  }
  if (field.type() != FieldDescriptor::TYPE_MESSAGE) return std::nullopt;
  const auto inner = text_without_utf8(*field.message_type(), bytes);
  return inner ? std::optional(field.name() + "." + *inner) : std::nullopt;
}

// Protobuf does not say which text is at fault. Here the fields are read as those of a message of unknown type, whose texts may be
// any bytes. No request type contains itself, so the depth is bounded.
std::optional<std::string> text_without_utf8(const Descriptor& type, const std::string& bytes) {
  UnknownFieldSet fields;
  if (!fields.ParseFromString(bytes)) return std::nullopt;
  for (int i = 0; i < fields.field_count(); ++i) {
    const UnknownField& field = fields.field(i);
    const FieldDescriptor* known = type.FindFieldByNumber(field.number());
    if (known == nullptr || field.type() != UnknownField::TYPE_LENGTH_DELIMITED) continue;
    if (auto path = fault_in(*known, field.length_delimited())) return path;
  }
  return std::nullopt;
}

}  // namespace

v1::Refusal refusal_of_malformed(const Descriptor& type, const grpc::ByteBuffer& bytes) {
  if (const auto path = text_without_utf8(type, concatenated(bytes))) {
    return domain::refuse(v1::REFUSAL_REASON_INVALID_FIELD, *path, *path + ": must be UTF-8").value();
  }
  return domain::refuse(v1::REFUSAL_REASON_INVALID_FIELD, "",
                        "the request is not a valid protobuf message of type " + type.full_name())
      .value();
}

}  // namespace turnout::rpc
