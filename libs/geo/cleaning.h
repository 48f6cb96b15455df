// Cleans real-world polygons so that they can be queried. For this folder only, because it includes
// Boost.Geometry.
#pragma once

#include "geo/plane.h"
#include "geo/stations.h"

namespace turnout::geo {

struct CleaningReport;

// The station's area on `plane`: rings closed and wound the right way, without repeated vertices and spikes,
// without polygons that have no area left. Empty when nothing is left. Adds the changes to `report`.
PlaneArea clean(const StationArea& station, const LocalPlane& plane, CleaningReport& report);

double area_m2(const PlaneArea& area);

// The area that two cleaned areas share, in m². Throws boost::geometry::exception when self-crossings make
// that undecidable.
double shared_m2(const PlaneArea& a, const PlaneArea& b);

// A point inside the largest polygon of a cleaned area. The area must not be empty.
PlanePoint point_inside(const PlaneArea& area);

}  // namespace turnout::geo
