#include "geo/cleaning.h"

#include <algorithm>
#include <boost/geometry/algorithms/area.hpp>
#include <boost/geometry/algorithms/correct.hpp>
#include <boost/geometry/algorithms/intersection.hpp>
#include <boost/geometry/algorithms/is_valid.hpp>
#include <boost/geometry/algorithms/num_points.hpp>
#include <boost/geometry/algorithms/point_on_surface.hpp>
#include <boost/geometry/algorithms/remove_spikes.hpp>
#include <boost/geometry/algorithms/unique.hpp>
#include <boost/geometry/strategies/strategies.hpp>

#include "geo/jurisdictions.h"

namespace turnout::geo {
namespace {

namespace bg = boost::geometry;

PlanePolygon to_plane(const Polygon& polygon, const LocalPlane& plane) {
  const auto project = [&plane](const Ring& from, PlanePolygon::ring_type& to) {
    for (const v1::Position& vertex : from) to.push_back(plane.to_plane(vertex));
  };
  PlanePolygon result;
  project(polygon.outer, result.outer());
  result.inners().resize(polygon.holes.size());
  for (std::size_t hole = 0; hole < polygon.holes.size(); ++hole)
    project(polygon.holes[hole], result.inners()[hole]);
  return result;
}

bool has_no_area(const PlanePolygon& polygon) {
  return polygon.outer().size() < 4 || bg::area(polygon) <= 0;
}

}  // namespace

PlaneArea clean(const StationArea& station, const LocalPlane& plane, CleaningReport& report) {
  PlaneArea area;
  for (const Polygon& polygon : station.polygons) area.push_back(to_plane(polygon, plane));
  report.polygons += area.size();
  bg::correct(area);
  const std::size_t read = bg::num_points(area);
  bg::unique(area);
  const std::size_t distinct = bg::num_points(area);
  bg::remove_spikes(area);
  report.vertices += read;
  report.repeated_vertices += read - distinct;
  report.spike_vertices += distinct - bg::num_points(area);
  report.collapsed_polygons += std::erase_if(area, has_no_area);
  report.invalid_stations += bg::is_valid(area) ? 0 : 1;
  return area;
}

double area_m2(const PlaneArea& area) {
  return bg::area(area);
}

double shared_m2(const PlaneArea& a, const PlaneArea& b) {
  PlaneArea shared;
  bg::intersection(a, b, shared);
  return bg::area(shared);
}

PlanePoint point_inside(const PlaneArea& area) {
  const auto smaller = [](const PlanePolygon& a, const PlanePolygon& b) { return bg::area(a) < bg::area(b); };
  PlanePoint inside;
  bg::point_on_surface(*std::max_element(area.begin(), area.end(), smaller), inside);
  return inside;
}

}  // namespace turnout::geo
