// The text form of UUIDs (RFC 9562). Their hexadecimal digits may be written in either case; ids here are in lower case.
#pragma once

#include <string>
#include <string_view>

namespace turnout::domain {

// 36 characters, of any version, in any case.
bool is_uuid(std::string_view text);
// Version 7 in lower case: the id of an incident.
bool is_uuid7(std::string_view text);

std::string lower_case(std::string_view text);  // of A to Z

}  // namespace turnout::domain
