// The size of one page of a list: a number of items, and at most the size of a response.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

namespace turnout::chassis {

class Page {
 public:
  static constexpr std::uint32_t kDefaultItems = 100;
  // A response is at most 1 MiB; the rest is for its other fields.
  static constexpr std::size_t kMaxBytes = 1'000'000;

  // `used`: bytes that the response has already.
  explicit Page(std::uint32_t items, std::size_t used = 0)
      : items_left_(items == 0 ? kDefaultItems : items), bytes_left_(kMaxBytes - std::min(used, kMaxBytes)) {}

  // True if an item of this size still fits; then it is counted. The first item always fits.
  bool takes(std::size_t bytes) {
    if (items_left_ == 0 || (!empty_ && bytes > bytes_left_)) return false;
    empty_ = false;
    --items_left_;
    bytes_left_ -= bytes < bytes_left_ ? bytes : bytes_left_;
    return true;
  }

 private:
  std::uint32_t items_left_;
  std::size_t bytes_left_;
  bool empty_ = true;
};

// The number with leading zeros, so that the page tokens of a list sort as its items do.
inline std::string padded(std::int64_t number, std::size_t digits) {
  const std::string text = std::to_string(number);
  return std::string(digits > text.size() ? digits - text.size() : 0, '0') + text;
}

}  // namespace turnout::chassis
