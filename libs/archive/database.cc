#include "archive/database.h"

namespace turnout::archive {

std::int64_t integer(const Value& value) {
  return std::holds_alternative<std::monostate>(value) ? 0 : std::get<std::int64_t>(value);
}

const std::string& text(const Value& value) {
  return std::get<std::string>(value);
}

const std::string& bytes(const Value& value) {
  return std::get<Bytes>(value).value;
}

std::string column_list(const Table& table) {
  std::string list;
  for (const char* column : table.columns) list += (list.empty() ? "" : ", ") + std::string(column);
  return list;
}

std::string like_pattern(std::string_view part) {
  std::string pattern = "%";
  for (const char c : part) {
    if (c == '%' || c == '_' || c == '\\') pattern += '\\';
    pattern += c;
  }
  return pattern + "%";
}

}  // namespace turnout::archive
