// Checks of single fields, collected: the first fault counts. Used by `validate`.
#pragma once

#include <google/protobuf/generated_enum_reflection.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "domain/outcome.h"
#include "turnout/v1/incident.pb.h"

namespace turnout::domain {

class Form {
 public:
  // 1–64 characters of A–Z a–z 0–9 . _ : -
  Form& id(std::string_view field, const std::string& value);
  Form& id_or_empty(std::string_view field, const std::string& value);
  // UUIDv7 in its 36-character text form, in lower case (see normalise.h).
  Form& uuid7(std::string_view field, const std::string& value);
  // One line without control characters of `least` to `most` characters.
  Form& text(std::string_view field, const std::string& value, std::size_t least, std::size_t most);
  // The same, with line feeds and tabs.
  Form& lines(std::string_view field, const std::string& value, std::size_t least, std::size_t most);
  // 0 (unknown) or an instant up to the year 9999.
  Form& instant(std::string_view field, std::int64_t value_ms);
  Form& at_most(std::string_view field, std::uint64_t value, std::uint64_t most);
  Form& position(std::string_view field, const v1::Position& value);
  // Any other condition; `rule` says what is allowed.
  Form& must(bool holds, std::string_view field, std::string_view rule);
  // A value that the enum declares; `required` excludes 0.
  template <class Enum>
  Form& known(std::string_view field, Enum value, bool required) {
    const auto* descriptor = google::protobuf::GetEnumDescriptor<Enum>();
    const bool declared = descriptor->FindValueByNumber(value) != nullptr;
    if (declared && !(required && value == 0)) return *this;
    return unknown_value(field, *descriptor, required);
  }

  Outcome<void> result() const;

 private:
  Form& characters(std::string_view field, const std::string& value, std::string_view allowed_controls,
                   std::pair<std::size_t, std::size_t> range);

  Form& unknown_value(std::string_view field, const google::protobuf::EnumDescriptor& type, bool required);

  // Sentences are made only for faults: nearly every field of nearly every request is fine.
  Form& fault(std::string_view field, std::string_view rule);

  std::optional<v1::Refusal> fault_;
};

}  // namespace turnout::domain
