// Reads values of data files: words, durations, lengths, shares, days, hours. Each function throws geo::DataError
// naming the file, the line, the key, the value and what is allowed.
#pragma once

#include <google/protobuf/generated_enum_reflection.h>

#include <cstdint>
#include <string>
#include <vector>

#include "geo/yaml_map.h"
#include "turnout/v1/time_zone.pb.h"

namespace turnout::chassis {

// Includes both ends.
template <class Number>
struct Range {
  Number least;
  Number most;
};

// A value of the enum by its word in the vocabulary: "shift_leader".
int word_in(const geo::YamlMap& map, const std::string& key, const std::string& text,
            const google::protobuf::EnumDescriptor& type);

template <class Enum>
Enum word(const geo::YamlMap& map, const std::string& key) {
  return static_cast<Enum>(word_in(map, key, map.text(key), *google::protobuf::GetEnumDescriptor<Enum>()));
}
// The unspecified value if the key is absent.
template <class Enum>
Enum word_or_none(const geo::YamlMap& map, const std::string& key) {
  return map.has(key) ? word<Enum>(map, key) : Enum{};
}

// "5 min" → 300,000: a number and s, min, h or d.
std::int64_t duration_ms(const geo::YamlMap& map, const std::string& key, Range<std::int64_t> allowed);
// 0 if the key is absent.
std::int64_t duration_ms_or_none(const geo::YamlMap& map, const std::string& key,
                                 Range<std::int64_t> allowed);

// "300 m" or "1.5 km" → metres.
double metres(const geo::YamlMap& map, const std::string& key, Range<double> allowed);

// "60 %" → 0.6; more than 0 % and less than 100 %.
double share(const geo::YamlMap& map, const std::string& key);

// A whole number.
std::uint32_t count(const geo::YamlMap& map, const std::string& key, Range<std::uint32_t> allowed);

// The city's zone by its IANA name under "time_zone": "Asia/Shanghai"; UTC if the key is absent. The key of
// former releases, "utc_offset", is refused with the line to write instead.
v1::TimeZone time_zone(const geo::YamlMap& map);
// Keys that a file with a time zone is read with, only to refuse them so.
inline const std::vector<std::string> kFormerKeys{"utc_offset"};

// "2026-03-01" → the first instant of that day in the zone, also where its midnight is skipped or comes twice;
// from 1971 to 9998; 0 if the key is absent.
std::int64_t day_ms(const geo::YamlMap& map, const std::string& key, const v1::TimeZone& zone);

// "20:00-08:00" → minutes of the day, end exclusive; "24:00" is the end of the day. The whole day if the key is
// absent.
struct Hours {
  std::uint32_t from_minute = 0;
  std::uint32_t until_minute = 0;
};
Hours hours(const geo::YamlMap& map, const std::string& key);

}  // namespace turnout::chassis
