#include "redis/reply.h"

#include <charconv>
#include <utility>

#include "redis/errors.h"

namespace turnout::redis {

Reply Reply::integer(std::int64_t value) {
  Reply reply(Kind::kInteger);
  reply.integer_ = value;
  return reply;
}

Reply Reply::string(std::string bytes) {
  Reply reply(Kind::kString);
  reply.text_ = std::move(bytes);
  return reply;
}

Reply Reply::status(std::string text) {
  Reply reply(Kind::kStatus);
  reply.text_ = std::move(text);
  return reply;
}

Reply Reply::error(std::string text) {
  Reply reply(Kind::kError);
  reply.text_ = std::move(text);
  return reply;
}

Reply Reply::array(std::vector<Reply> elements) {
  Reply reply(Kind::kArray);
  reply.elements_ = std::move(elements);
  return reply;
}

std::int64_t Reply::as_integer() const {
  if (kind_ != Kind::kInteger) refuse("an integer");
  return integer_;
}

const std::string& Reply::as_string() const {
  if (kind_ != Kind::kString && kind_ != Kind::kStatus) refuse("a string");
  return text_;
}

const std::string& Reply::as_error() const {
  if (kind_ != Kind::kError) refuse("an error");
  return text_;
}

const std::vector<Reply>& Reply::as_array() const {
  if (kind_ != Kind::kArray) refuse("an array");
  return elements_;
}

const std::vector<Reply>& Reply::as_array_of(std::size_t size) const {
  if (kind_ != Kind::kArray || elements_.size() != size) refuse("an array of " + std::to_string(size));
  return elements_;
}

std::int64_t Reply::as_decimal() const {
  if (kind_ != Kind::kString) refuse("a decimal integer");
  const char* const end = text_.data() + text_.size();
  std::int64_t value = 0;
  const auto [last, error] = std::from_chars(text_.data(), end, value);
  if (error != std::errc() || last != end) refuse("a decimal integer");
  return value;
}

std::string Reply::description() const {
  switch (kind_) {
    case Kind::kNil:
      return "nil";
    case Kind::kInteger:
      return "an integer";
    case Kind::kString:
      return "a string of " + std::to_string(text_.size()) + " bytes";
    case Kind::kStatus:
      return "the status " + text_;
    case Kind::kError:
      return "the error " + text_;
    case Kind::kArray:
      return "an array of " + std::to_string(elements_.size());
  }
  __builtin_unreachable();
}

void Reply::refuse(const std::string& expected) const {
  throw ProtocolError("redis: expected " + expected + ", got " + description());
}

}  // namespace turnout::redis
