#include "domain/form.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "domain/bounds.h"
#include "domain/uuid.h"
#include "domain/words.h"

namespace turnout::domain {
namespace {

constexpr std::string_view kIdCharacters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-";

bool is_id(const std::string& value) {
  return !value.empty() && value.size() <= kMaxIdBytes &&
         value.find_first_not_of(kIdCharacters) == std::string::npos;
}

// Protobuf lets only valid UTF-8 through: characters are counted by their first bytes.
std::size_t count_characters(const std::string& value) {
  return static_cast<std::size_t>(std::ranges::count_if(value, [](char c) { return (c & 0xC0) != 0x80; }));
}

// U+0000 to U+001F, U+007F, and U+0080 to U+009F: to some terminals these are commands as well.
bool has_control(const std::string& value, std::string_view allowed) {
  unsigned char before = 0;
  return std::ranges::any_of(value, [allowed, &before](char c) {
    const auto byte = static_cast<unsigned char>(c);
    const bool c1 = std::exchange(before, byte) == 0xC2 && byte < 0xA0;
    return c1 || ((byte < 0x20 || byte == 0x7F) && allowed.find(c) == std::string_view::npos);
  });
}

}  // namespace

Form& Form::fault(std::string_view field, std::string_view rule) {
  if (fault_) return *this;
  const std::string name(field);
  fault_ = refuse(v1::REFUSAL_REASON_INVALID_FIELD, name, (name + ": ").append(rule)).value();
  return *this;
}

Form& Form::must(bool holds, std::string_view field, std::string_view rule) {
  return holds ? *this : fault(field, rule);
}

Form& Form::id(std::string_view field, const std::string& value) {
  return must(is_id(value), field, "must be 1 to 64 characters of A-Z a-z 0-9 . _ : -");
}

Form& Form::id_or_empty(std::string_view field, const std::string& value) {
  return must(value.empty() || is_id(value), field,
              "must be empty or 1 to 64 characters of A-Z a-z 0-9 . _ : -");
}

Form& Form::uuid7(std::string_view field, const std::string& value) {
  return must(is_uuid7(value), field, "must be a UUIDv7 in text form (36 characters)");
}

Form& Form::text(std::string_view field, const std::string& value, std::size_t least, std::size_t most) {
  return characters(field, value, "", {least, most});
}

Form& Form::lines(std::string_view field, const std::string& value, std::size_t least, std::size_t most) {
  return characters(field, value, "\n\t", {least, most});
}

Form& Form::characters(std::string_view field, const std::string& value, std::string_view allowed_controls,
                       std::pair<std::size_t, std::size_t> range) {
  must(!has_control(value, allowed_controls), field, "must not contain control characters");
  const std::size_t length = count_characters(value);
  if (length >= range.first && length <= range.second) return *this;
  return fault(field, "has " + std::to_string(length) + " characters, allowed are " +
                          std::to_string(range.first) + " to " + std::to_string(range.second));
}

Form& Form::unknown_value(std::string_view field, const google::protobuf::EnumDescriptor& type,
                          bool required) {
  std::string rule = required ? "is required: one of " : "must be one of ";
  const char* separator = "";
  for (const std::string& word : words_of(type)) {
    rule.append(std::exchange(separator, ", ")).append(word);
  }
  return fault(field, rule);
}

Form& Form::instant(std::string_view field, std::int64_t value_ms) {
  return must(value_ms >= 0 && value_ms <= kMaxInstantMs, field,
              "must be 0 (unknown) or Unix milliseconds up to the year 9999");
}

Form& Form::at_most(std::string_view field, std::uint64_t value, std::uint64_t most) {
  if (value <= most) return *this;
  return fault(field, "is " + std::to_string(value) + ", allowed are 0 to " + std::to_string(most));
}

Form& Form::position(std::string_view field, const v1::Position& value) {
  // Written so that NaN is a fault.
  if (!(std::abs(value.latitude_deg()) <= 90)) {
    fault(std::string(field) + ".latitude_deg", "must be -90 to 90 degrees");
  }
  if (!(std::abs(value.longitude_deg()) <= 180)) {
    fault(std::string(field) + ".longitude_deg", "must be -180 to 180 degrees");
  }
  return *this;
}

Outcome<void> Form::result() const {
  if (fault_) return tl::unexpected(*fault_);
  return {};
}

}  // namespace turnout::domain
