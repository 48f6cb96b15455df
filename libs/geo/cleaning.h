// Makes real-world polygons fit for questions about them. Inside this folder only: it pulls in
// Boost.Geometry.
#pragma once

#include "geo/plane.h"
#include "geo/stations.h"

namespace turnout::geo {

struct CleaningReport;

// The station's area on `plane`: rings closed and wound the right way, repeated vertices and spikes removed,
// polygons that have no area left removed. Empty when nothing is left. Adds what it did to `report`.
PlaneArea clean(const StationArea& station, const LocalPlane& plane, CleaningReport& report);

double area_m2(const PlaneArea& area);

// The ground that two cleaned areas share, m². Throws boost::geometry::exception when self-crossings make
// that undecidable.
double shared_m2(const PlaneArea& a, const PlaneArea& b);

// A point inside the largest polygon of a cleaned area that is not empty.
PlanePoint point_inside(const PlaneArea& area);

}  // namespace turnout::geo
