// The flat map on which jurisdictions are compared. For this folder only, because it includes Boost.Geometry.
#pragma once

#include <boost/geometry/geometries/box.hpp>
#include <boost/geometry/geometries/multi_polygon.hpp>
#include <boost/geometry/geometries/point_xy.hpp>
#include <boost/geometry/geometries/polygon.hpp>
#include <cmath>
#include <numbers>

#include "geo/distance.h"

namespace turnout::geo {

using PlanePoint = boost::geometry::model::d2::point_xy<double>;
using PlanePolygon = boost::geometry::model::polygon<PlanePoint>;
using PlaneArea = boost::geometry::model::multi_polygon<PlanePolygon>;
using PlaneBox = boost::geometry::model::box<PlanePoint>;

// Metres east and north of `origin` (equirectangular: straight lines of the map stay straight). Lengths are
// accurate near the origin's latitude: within 1 % inside 60 km at 40°. A city must not cross the 180th
// meridian.
class LocalPlane {
 public:
  explicit LocalPlane(const v1::Position& origin)
      : origin_(origin),
        metres_per_degree_east_(kMetresPerDegree * std::cos(origin.latitude_deg() * kRadians)) {}

  PlanePoint to_plane(const v1::Position& position) const {
    return {(position.longitude_deg() - origin_.longitude_deg()) * metres_per_degree_east_,
            (position.latitude_deg() - origin_.latitude_deg()) * kMetresPerDegree};
  }

  v1::Position to_position(const PlanePoint& point) const {
    v1::Position position;
    position.set_longitude_deg(origin_.longitude_deg() + point.x() / metres_per_degree_east_);
    position.set_latitude_deg(origin_.latitude_deg() + point.y() / kMetresPerDegree);
    return position;
  }

 private:
  static constexpr double kRadians = std::numbers::pi / 180;
  static constexpr double kMetresPerDegree = kEarthRadiusM * kRadians;

  v1::Position origin_;
  double metres_per_degree_east_;
};

}  // namespace turnout::geo
