#include "archive/find_page.h"

#include <zlib.h>

#include <charconv>

namespace turnout::archive {
namespace {

// Tells the conditions of one search from those of another.
std::uint64_t checksum_of(v1::FindIncidentsRequest conditions) {
  conditions.clear_page_size();
  conditions.clear_page_token();
  const std::string bytes = conditions.SerializeAsString();
  return crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size());
}

// Takes the number off the front of the text, with the character behind it.
std::optional<std::int64_t> take_number(std::string_view& text) {
  std::int64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [at, fault] = std::from_chars(text.data(), end, number);
  if (fault != std::errc() || (at != end && *at != '.')) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(at - text.data()) + (at == end ? 0 : 1));
  return number;
}

}  // namespace

std::string page_token(const v1::FindIncidentsRequest& request, const FindPage& last) {
  return std::to_string(last.started_at_ms) + "." + std::to_string(last.number) + "." +
         std::to_string(checksum_of(request));
}

std::optional<FindPage> page_before(const v1::FindIncidentsRequest& request) {
  std::string_view token = request.page_token();
  const auto started_at_ms = take_number(token);
  const auto number = started_at_ms ? take_number(token) : std::nullopt;
  const auto checksum = number ? take_number(token) : std::nullopt;
  if (!checksum || !token.empty() || static_cast<std::uint64_t>(*checksum) != checksum_of(request)) {
    return std::nullopt;
  }
  return FindPage{.started_at_ms = *started_at_ms, .number = *number};
}

}  // namespace turnout::archive
