#include "turnoutctl/request_field.h"

#include <google/protobuf/descriptor.h>

#include <sstream>
#include <stdexcept>

namespace turnout::turnoutctl {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

RequestField::RequestField(Message& request, const std::string& path) : request_(&request) {
  const auto* type = request.GetDescriptor();
  std::istringstream names(path);
  for (std::string name; std::getline(names, name, '.');) {
    const FieldDescriptor* step = type == nullptr ? nullptr : type->FindFieldByName(name);
    if (step == nullptr) throw std::logic_error(request.GetTypeName() + " has no field " + path);
    steps_.push_back(step);
    type = step->message_type();
  }
}

Message& RequestField::holder() const {
  Message* message = request_;
  for (std::size_t i = 0; i + 1 < steps_.size(); ++i) {
    message = message->GetReflection()->MutableMessage(message, steps_[i]);
  }
  return *message;
}

void RequestField::set_text(const std::string& value) const {
  Message& message = holder();
  message.GetReflection()->SetString(&message, &type(), value);
}

void RequestField::set_texts(const std::vector<std::string>& values) const {
  Message& message = holder();
  message.GetReflection()->ClearField(&message, &type());
  for (const std::string& value : values) message.GetReflection()->AddString(&message, &type(), value);
}

void RequestField::set_number(double value) const {
  Message& message = holder();
  message.GetReflection()->SetDouble(&message, &type(), value);
}

void RequestField::set_integer(std::int64_t value) const {
  Message& message = holder();
  const auto& reflection = *message.GetReflection();
  switch (type().cpp_type()) {
    case FieldDescriptor::CPPTYPE_BOOL:
      return reflection.SetBool(&message, &type(), value != 0);
    case FieldDescriptor::CPPTYPE_ENUM:
      return reflection.SetEnumValue(&message, &type(), static_cast<int>(value));
    case FieldDescriptor::CPPTYPE_UINT32:
      return reflection.SetUInt32(&message, &type(), static_cast<std::uint32_t>(value));
    default:
      return reflection.SetInt64(&message, &type(), value);
  }
}

}  // namespace turnout::turnoutctl
