#include "domain/normalise.h"

#include <google/protobuf/descriptor.h>

#include <algorithm>
#include <string>
#include <vector>

#include "domain/uuid.h"

namespace turnout::domain {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// Ids of units and people are whatever the city calls them, and stay so.
bool may_be_uuid(const FieldDescriptor& field) {
  return field.name() == "incident_id" || field.name() == "duplicate_of" || field.name() == "request_id";
}

std::string with_line_feeds(const std::string& text) {
  std::string normal;
  normal.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r') {
      normal += text[i];
    } else if (i + 1 == text.size() || text[i + 1] != '\n') {
      normal += '\n';
    }
  }
  return normal;
}

std::string normal_of(const FieldDescriptor& field, const std::string& text) {
  if (may_be_uuid(field)) return is_uuid(text) ? lower_case(text) : text;
  return text.find('\r') == std::string::npos ? text : with_line_feeds(text);
}

void normalise_texts(Message& message, const FieldDescriptor& field) {
  const auto& reflection = *message.GetReflection();
  std::string unused;
  if (!field.is_repeated()) {
    const std::string& text = reflection.GetStringReference(message, &field, &unused);
    if (std::string normal = normal_of(field, text); normal != text) {
      reflection.SetString(&message, &field, std::move(normal));
    }
    return;
  }
  for (int i = 0; i < reflection.FieldSize(message, &field); ++i) {
    reflection.SetRepeatedString(
        &message, &field, i,
        normal_of(field, reflection.GetRepeatedStringReference(message, &field, i, &unused)));
  }
}

void normalise_messages(Message& message, const FieldDescriptor& field) {
  const auto& reflection = *message.GetReflection();
  if (!field.is_repeated()) return normalise(*reflection.MutableMessage(&message, &field));
  for (int i = 0; i < reflection.FieldSize(message, &field); ++i) {
    normalise(*reflection.MutableRepeatedMessage(&message, &field, i));
  }
}

}  // namespace

void normalise(Message& request) {
  std::vector<const FieldDescriptor*> present;
  request.GetReflection()->ListFields(request, &present);
  for (const FieldDescriptor* field : present) {
    if (field->type() == FieldDescriptor::TYPE_STRING) normalise_texts(request, *field);
    if (field->type() == FieldDescriptor::TYPE_MESSAGE) normalise_messages(request, *field);
  }
}

}  // namespace turnout::domain
