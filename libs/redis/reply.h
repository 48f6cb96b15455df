// A reply of Redis as a value (hiredis frees its own replies after the callback).
//
// An accessor throws ProtocolError if the reply is of another kind. The error names both kinds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace turnout::redis {

class Reply {
 public:
  enum class Kind { kNil, kInteger, kString, kStatus, kError, kArray };

  Reply() = default;  // nil
  static Reply integer(std::int64_t value);
  static Reply string(std::string bytes);  // a bulk string: any bytes
  static Reply status(std::string text);   // OK, PONG, …
  static Reply error(std::string text);    // only as an element of an array: a whole error reply is thrown
  static Reply array(std::vector<Reply> elements);

  Kind kind() const { return kind_; }
  bool is_nil() const { return kind_ == Kind::kNil; }
  bool is_error() const { return kind_ == Kind::kError; }

  std::int64_t as_integer() const;
  // A string or a status.
  const std::string& as_string() const;
  const std::string& as_error() const;
  const std::vector<Reply>& as_array() const;
  // An array of exactly this many elements.
  const std::vector<Reply>& as_array_of(std::size_t size) const;
  // A string that holds a decimal integer, as in hash fields.
  std::int64_t as_decimal() const;

  // "an integer", "a string of 12 bytes", "an array of 3": for messages.
  std::string description() const;

 private:
  explicit Reply(Kind kind) : kind_(kind) {}
  [[noreturn]] void refuse(const std::string& expected) const;

  Kind kind_ = Kind::kNil;
  std::int64_t integer_ = 0;
  std::string text_;
  std::vector<Reply> elements_;
};

}  // namespace turnout::redis
