#include <date/date.h>

#include <cstdio>

#include "generate/shift.h"

namespace turnout::generate {
namespace {

constexpr std::chrono::hours kShanghai{8};  // ahead of UTC; no clock change since 1991

std::string local_time(std::int64_t at) {
  return date::format("%F %T", date::sys_seconds(std::chrono::seconds(at)) + kShanghai);
}

std::string location(const v1::Position& place) {
  char text[64];
  std::snprintf(text, sizeof text, "\"(%.5f, %.5f)\"", place.latitude_deg(), place.longitude_deg());
  return text;
}

}  // namespace

std::string shift_csv(const std::vector<ShiftCall>& calls) {
  std::string csv =
      "Call Number,Unit ID,Call Type,Received DtTm,Dispatch DtTm,Response DtTm,On Scene DtTm,Available "
      "DtTm,Final "
      "Priority,Location\n";
  for (const ShiftCall& call : calls) {
    for (const SentUnit& unit : call.units) {
      csv += call.number + ',' + unit.unit_id + ',' + call.type;
      for (const std::int64_t at :
           {call.received_at, unit.dispatched_at, unit.en_route_at, unit.on_scene_at, unit.available_at}) {
        csv += ',' + local_time(at);
      }
      csv += ',' + std::to_string(call.priority) + ',' + location(call.position) + '\n';
    }
  }
  return csv;
}

}  // namespace turnout::generate
