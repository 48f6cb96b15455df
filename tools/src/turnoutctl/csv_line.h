// Comma-separated values (RFC 4180), in UTF-8.
#pragma once

#include <string>
#include <vector>

namespace turnout::turnoutctl {

// The fields as one line, without its end; each is quoted.
std::string csv_line(const std::vector<std::string>& fields);

}  // namespace turnout::turnoutctl
