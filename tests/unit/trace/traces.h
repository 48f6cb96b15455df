// A small export in its plain form, and traces as texts to compare.
#pragma once

#include <sstream>
#include <string>

#include "trace/trace_reader.h"

namespace turnout::trace {

// Two calls with three orders; the second call has no arrival.
inline const std::string kPlainFile =
    "Call,Unit,Type,Priority,Received,Dispatched,EnRoute,OnScene,Free,Lat,Lon\n"
    "1,P1,纠纷,A,2026-03-02 23:50:00,2026-03-02 23:51:00,2026-03-02 23:52:30,2026-03-03 00:05:00,2026-03-03 "
    "00:30:00,34.5,150.25\n"
    "1,P2,纠纷,A,2026-03-02 23:50:00,2026-03-02 23:51:00,2026-03-02 23:52:30,2026-03-03 00:05:00,2026-03-03 "
    "00:30:00,34.5,150.25\n"
    "2,P3,盗窃,B,2026-03-03 10:00:00,2026-03-03 10:01:00,2026-03-03 10:08:00,,2026-03-03 "
    "10:40:00,34.75,150.5\n";

inline const std::string kPlainColumns = R"yaml(columns:
  call: Call
  unit: Unit
  received: Received
  dispatched: Dispatched
  en_route: EnRoute
  on_scene: OnScene
  available: Free
  latitude: Lat
  longitude: Lon
  type: Type
  priority: Priority
priorities: { A: emergency, B: routine }
)yaml";
inline const std::string kPlainTime = "time: { format: \"%Y-%m-%d %H:%M:%S\", zone: Asia/Shanghai }\n";

inline Trace trace_of(const std::string& file, const std::string& map) {
  return parse_trace(file, "trace.csv", parse_trace_map(map, "map.yaml"));
}

// Every call and order, without row numbers: they depend on the form of the file.
inline std::string text_of(const Trace& trace) {
  std::ostringstream text;
  const auto instant = [](const Instant& at) { return at ? std::to_string(*at) : std::string("none"); };
  for (const TraceCall& call : trace.calls) {
    text << "call " << call.number << " " << call.type << " " << call.priority << " " << call.received_at_ms;
    if (call.position)
      text << " at " << call.position->latitude_deg() << "," << call.position->longitude_deg();
    text << "\n";
    for (const TraceOrder& order : call.orders) {
      text << "  " << order.unit_id << " " << instant(order.dispatched_at_ms) << " "
           << instant(order.en_route_at_ms) << " " << instant(order.on_scene_at_ms) << " "
           << instant(order.available_at_ms) << "\n";
    }
  }
  return text.str();
}

}  // namespace turnout::trace
