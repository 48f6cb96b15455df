#include "domain/personal.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>
#include <openssl/sha.h>

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "turnout/v1/personal.pb.h"

namespace turnout::domain {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

bool is_personal(const Descriptor& type) {
  return type.options().GetExtension(v1::personal);
}

bool reaches_personal(const Descriptor& type, std::set<const Descriptor*>& seen) {
  if (is_personal(type)) return true;
  if (!seen.insert(&type).second) return false;
  for (int i = 0; i < type.field_count(); ++i) {
    const Descriptor* inner = type.field(i)->message_type();
    if (inner != nullptr && reaches_personal(*inner, seen)) return true;
  }
  return false;
}

using Fields = std::vector<const FieldDescriptor*>;

// The fields of a message type through which personal data can be reached, by number. Most messages of an event have none: they
// are not walked.
const Fields& fields_towards_personal(const Descriptor& type) {
  static thread_local std::map<const Descriptor*, Fields> known;
  const auto [entry, is_new] = known.try_emplace(&type);
  if (!is_new) return entry->second;
  for (int i = 0; i < type.field_count(); ++i) {
    const Descriptor* inner = type.field(i)->message_type();
    std::set<const Descriptor*> seen;
    if (inner != nullptr && reaches_personal(*inner, seen)) entry->second.push_back(type.field(i));
  }
  std::ranges::sort(entry->second, {}, &FieldDescriptor::number);
  return entry->second;
}

// Calls visit(message) for each message that is set in the field.
template <class Visit>
void for_each_message(const Message& message, const FieldDescriptor* field, Visit visit) {
  const auto* reflection = message.GetReflection();
  if (field->is_repeated()) {
    for (int i = 0; i < reflection->FieldSize(message, field); ++i) {
      visit(reflection->GetRepeatedMessage(message, field, i));
    }
  } else if (reflection->HasField(message, field)) {
    visit(reflection->GetMessage(message, field));
  }
}

void append(const Message& message, std::string& bytes) {
  if (is_personal(*message.GetDescriptor())) {
    const std::string own = message.SerializeAsString();
    for (const int shift : {24, 16, 8, 0}) bytes.push_back(static_cast<char>((own.size() >> shift) & 0xff));
    bytes += own;
    return;
  }
  for (const FieldDescriptor* field : fields_towards_personal(*message.GetDescriptor())) {
    for_each_message(message, field, [&bytes](const Message& inner) { append(inner, bytes); });
  }
}

void clear(Message& message) {
  const auto* reflection = message.GetReflection();
  for (const FieldDescriptor* field : fields_towards_personal(*message.GetDescriptor())) {
    if (is_personal(*field->message_type())) {
      reflection->ClearField(&message, field);
    } else if (field->is_repeated()) {
      for (int i = 0; i < reflection->FieldSize(message, field); ++i) {
        clear(*reflection->MutableRepeatedMessage(&message, field, i));
      }
    } else if (reflection->HasField(message, field)) {
      clear(*reflection->MutableMessage(&message, field));
    }
  }
}

std::string sha256(const std::string& bytes) {
  std::string digest(SHA256_DIGEST_LENGTH, '\0');
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
         reinterpret_cast<unsigned char*>(digest.data()));
  return digest;
}

}  // namespace

std::string personal_bytes(const Message& message) {
  std::string bytes;
  append(message, bytes);
  return bytes;
}

std::string personal_digest(const std::string& salt, const Message& message) {
  return sha256(salt + personal_bytes(message));
}

void seal_personal(v1::Event& event, const std::string& salt) {
  const std::string bytes = personal_bytes(event);
  if (bytes.empty()) return;
  event.set_personal_salt(salt);
  event.set_personal_digest(sha256(salt + bytes));
}

v1::Event without_personal(v1::Event event) {
  clear(event);
  event.clear_personal_salt();
  return event;
}

}  // namespace turnout::domain
