#include "turnoutctl/csv_line.h"

#include <csv.h>

namespace turnout::turnoutctl {
namespace {

std::string quoted(const std::string& field) {
  std::string text(csv_write(nullptr, 0, field.data(), field.size()), '\0');
  csv_write(text.data(), text.size(), field.data(), field.size());
  return text;
}

}  // namespace

std::string csv_line(const std::vector<std::string>& fields) {
  std::string line;
  for (const std::string& field : fields) line += (line.empty() ? "" : ",") + quoted(field);
  return line;
}

}  // namespace turnout::turnoutctl
