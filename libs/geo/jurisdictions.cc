#include "geo/jurisdictions.h"

#include <algorithm>
#include <boost/geometry/algorithms/covered_by.hpp>
#include <boost/geometry/algorithms/distance.hpp>
#include <boost/geometry/algorithms/envelope.hpp>
#include <boost/geometry/algorithms/intersects.hpp>
#include <boost/geometry/core/exception.hpp>
#include <boost/geometry/strategies/strategies.hpp>
#include <limits>
#include <sstream>

#include "geo/cleaning.h"
#include "geo/data_error.h"

namespace turnout::geo {
namespace {

namespace bg = boost::geometry;

// One station's cleaned area; `station` is its place in the file.
struct Shape {
  std::size_t station;
  PlaneArea area;
  PlaneBox box;
  double m2;
};

LocalPlane plane_of(const std::vector<StationArea>& areas) {
  for (const StationArea& area : areas) {
    if (!area.polygons.empty() && !area.polygons[0].outer.empty())
      return LocalPlane(area.polygons[0].outer[0]);
  }
  return LocalPlane({});
}

std::string percent(double share) {
  std::ostringstream text;
  text.precision(3);
  text << share * 100 << " %";
  return text.str();
}

// `names` begins the sentence of an error.
void check_overlap(const Shape& a, const Shape& b, const std::string& names, CleaningReport& report) {
  double shared = 0;
  try {
    shared = shared_m2(a.area, b.area);
  } catch (const bg::exception&) {
    throw DataError(names + " cannot be compared: a boundary crosses itself");
  }
  const double share = shared / std::min(a.m2, b.m2);
  if (share > Jurisdictions::kMaxOverlap) {
    throw DataError(names + " overlap by " + percent(share) + " of the smaller one; allowed is at most " +
                    percent(Jurisdictions::kMaxOverlap));
  }
  report.slivers += shared > 0 ? 1 : 0;
  report.sliver_m2 += shared;
}

}  // namespace

// Shapes in order of precedence. With at most kMaxStations, checking every box is cheaper than an index.
struct Jurisdictions::Map {
  LocalPlane plane;
  std::vector<Shape> shapes;
};

Jurisdictions::Jurisdictions(const std::vector<StationArea>& areas, const std::string& file) {
  if (areas.empty()) throw DataError(file + ": holds no stations");
  Map map{plane_of(areas), {}};
  for (const StationArea& area : areas) {
    Shape shape{stations_.size(), clean(area, map.plane, report_), {}, 0};
    if (shape.area.empty()) {
      throw DataError(file + ": the station '" + area.station.id() + "' has no polygon with an area");
    }
    bg::envelope(shape.area, shape.box);
    shape.m2 = area_m2(shape.area);
    stations_.push_back(area.station);
    if (!area.station.has_position()) {
      *stations_.back().mutable_position() = map.plane.to_position(point_inside(shape.area));
    }
    map.shapes.push_back(std::move(shape));
  }
  const auto id = [this](const Shape& shape) -> const std::string& { return stations_[shape.station].id(); };
  std::sort(map.shapes.begin(), map.shapes.end(),
            [&id](const Shape& a, const Shape& b) { return a.m2 != b.m2 ? a.m2 < b.m2 : id(a) < id(b); });
  for (auto a = map.shapes.begin(); a != map.shapes.end(); ++a) {
    for (auto b = a + 1; b != map.shapes.end(); ++b) {
      if (!bg::intersects(a->box, b->box)) continue;
      check_overlap(*a, *b, file + ": the stations '" + id(*a) + "' and '" + id(*b) + "'", report_);
    }
  }
  report_.stations = stations_.size();
  map_ = std::make_unique<const Map>(std::move(map));
}

Jurisdictions Jurisdictions::load(const std::filesystem::path& file, const StationProperties& properties) {
  return {load_stations(file, properties), file.string()};
}

Jurisdictions::Jurisdictions(Jurisdictions&&) noexcept = default;
Jurisdictions& Jurisdictions::operator=(Jurisdictions&&) noexcept = default;
Jurisdictions::~Jurisdictions() = default;

Responsibility Jurisdictions::locate(const v1::Position& position) const {
  const PlanePoint point = map_->plane.to_plane(position);
  for (const Shape& shape : map_->shapes) {
    if (bg::covered_by(point, shape.box) && bg::covered_by(point, shape.area)) {
      return {stations_[shape.station], v1::STATION_BASIS_POLYGON, 0};
    }
  }
  const Shape* nearest = &map_->shapes.front();
  double metres = std::numeric_limits<double>::infinity();
  for (const Shape& shape : map_->shapes) {
    if (bg::distance(point, shape.box) >= metres) continue;
    if (const double boundary = bg::distance(point, shape.area); boundary < metres) {
      metres = boundary;
      nearest = &shape;
    }
  }
  return {stations_[nearest->station], v1::STATION_BASIS_NEAREST, metres};
}

const v1::Station* Jurisdictions::find(std::string_view id) const {
  const auto found =
      std::find_if(stations_.begin(), stations_.end(), [id](const auto& s) { return s.id() == id; });
  return found == stations_.end() ? nullptr : &*found;
}

std::string CleaningReport::sentence() const {
  std::ostringstream text;
  text << stations << " stations, " << polygons << " polygons, " << vertices << " vertices; removed "
       << repeated_vertices << " repeated vertices, " << spike_vertices << " vertices of spikes, "
       << collapsed_polygons << " polygons without area; " << invalid_stations
       << " stations still cross themselves; " << slivers << " overlaps resolved (" << std::fixed;
  text.precision(1);
  text << sliver_m2 << " m2)";
  return text.str();
}

}  // namespace turnout::geo
