// One field of a request, named by its path: "call.caller.phone".
#pragma once

#include <google/protobuf/message.h>

#include <cstdint>
#include <string>
#include <vector>

namespace turnout::turnoutctl {

class RequestField {
 public:
  // `request` must outlive it. Throws std::logic_error if the request has no such field.
  RequestField(google::protobuf::Message& request, const std::string& path);

  const google::protobuf::FieldDescriptor& type() const { return *steps_.back(); }

  // The value must fit the type of the field. The first value creates the messages on the path.
  void set_text(const std::string& value) const;
  void set_texts(const std::vector<std::string>& values) const;
  void set_number(double value) const;
  void set_integer(std::int64_t value) const;  // also of a bool and of an enum

 private:
  google::protobuf::Message& holder() const;

  google::protobuf::Message* request_;
  std::vector<const google::protobuf::FieldDescriptor*> steps_;
};

}  // namespace turnout::turnoutctl
