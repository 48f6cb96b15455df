// A story of the rulebook with places and speeds, as dispatch sees it: everything lies on the equator, a unit
// makes 10 m/s, and so 0.01° takes 111.2 s.
#pragma once

#include "testing/given_when_then.h"
#include "unit_selection/predict.h"

namespace turnout::unit_selection {

constexpr double kSpeedMps = 10;

// The policy with the speeds of this district: 10 m/s, on foot 1 m/s.
inline v1::Policy with_speeds(v1::Policy policy) {
  for (const auto area : {v1::AREA_CLASS_URBAN, v1::AREA_CLASS_RURAL}) {
    for (const auto kind : {v1::UNIT_KIND_UNSPECIFIED, v1::UNIT_KIND_FOOT_PATROL}) {
      v1::TravelSpeed& speed = *policy.add_travel_speeds();
      speed.set_area_class(area);
      speed.set_unit_kind(kind);
      speed.set_metres_per_second(kind == v1::UNIT_KIND_FOOT_PATROL ? 1 : kSpeedMps);
    }
  }
  return policy;
}

inline v1::Position at(double longitude) {
  v1::Position position;
  position.set_longitude_deg(longitude);
  return position;
}

inline auto report_at(double longitude) {
  return testing::report().urban().with([longitude](v1::ReportIncidentRequest& request) {
    *request.mutable_place()->mutable_position() = at(longitude);
  });
}

inline auto unit_at(const std::string& id, double longitude) {
  return testing::register_unit(id).with([longitude](v1::RegisterUnitRequest& request) {
    *request.mutable_details()->mutable_base() = at(longitude);
  });
}

inline Units units_of(const testing::Story& story) {
  Units units;
  for (const auto& [id, unit] : story.units()) units[id] = std::make_shared<v1::Unit>(unit);
  return units;
}

}  // namespace turnout::unit_selection
