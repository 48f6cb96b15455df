#include "telemetry/labels.h"

#include "domain/words.h"

namespace turnout::telemetry {

std::string label_of(const google::protobuf::EnumDescriptor& type, int number) {
  return domain::word_of(type, type.FindValueByNumber(number) == nullptr ? 0 : number);
}

std::vector<std::string> labels_of(const google::protobuf::EnumDescriptor& type, Unspecified unspecified) {
  std::vector<std::string> labels = domain::words_of(type);
  if (unspecified == Unspecified::kInclude) labels.insert(labels.begin(), label_of(type, 0));
  return labels;
}

}  // namespace turnout::telemetry
