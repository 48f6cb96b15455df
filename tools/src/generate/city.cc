#include "generate/city.h"

#include <cctype>
#include <cmath>
#include <numbers>
#include <sstream>

#include "generate/random.h"
#include "geo/distance.h"
#include "geo/stations_geojson.h"

namespace turnout::generate {
namespace {

// In the open Pacific, so that no address of the county can be mistaken for a real one.
constexpr double kCentreLatitude = 35.0;
constexpr double kCentreLongitude = 150.0;

constexpr double kRadians = std::numbers::pi / 180;
constexpr int kSteps = 72;  // of the circle, 5° each: boundaries have vertices at these bearings only
constexpr double kRingM[] = {0, 3'000, 8'000,
                             25'000};  // approximate outer radii of town, outskirts and country

struct StationPlan {
  const char* code;  // prefix of its units' ids
  const char* id;
  const char* call_sign;
  const char* name;
  v1::AreaClass area_class;
  int ring;  // 1 = town
  int first_step, last_step;
  std::size_t units;
};

constexpr StationPlan kStations[] = {
    {"CG", "chengguan", "城关", "城关派出所 Chengguan", v1::AREA_CLASS_URBAN, 1, 0, 24, 6},
    {"GL", "gulou", "鼓楼", "鼓楼派出所 Gulou", v1::AREA_CLASS_URBAN, 1, 24, 48, 5},
    {"DM", "dongmen", "东门", "东门派出所 Dongmen", v1::AREA_CLASS_URBAN, 1, 48, 72, 5},
    {"HX", "hexi", "河西", "河西派出所 Hexi", v1::AREA_CLASS_SUBURBAN, 2, 9, 33, 4},
    {"NH", "nanhu", "南湖", "南湖派出所 Nanhu", v1::AREA_CLASS_SUBURBAN, 2, 33, 57, 4},
    {"BQ", "beiqiao", "北桥", "北桥派出所 Beiqiao", v1::AREA_CLASS_SUBURBAN, 2, 57, 81, 4},
    {"SP", "shiping", "石坪", "石坪派出所 Shiping", v1::AREA_CLASS_RURAL, 3, 0, 18, 3},
    {"LS", "liushugou", "柳树沟", "柳树沟派出所 Liushugou", v1::AREA_CLASS_RURAL, 3, 18, 36, 3},
    {"YT", "yuntai", "云台", "云台派出所 Yuntai", v1::AREA_CLASS_RURAL, 3, 36, 54, 3},
    {"QS", "qingshi", "青石", "青石派出所 Qingshi", v1::AREA_CLASS_RURAL, 3, 54, 72, 3},
};

struct UnitPlan {
  v1::UnitKind kind;
  int crew;
};
// A station's first unit, its second, …
constexpr UnitPlan kUnits[] = {{v1::UNIT_KIND_PATROL_CAR, 2},  {v1::UNIT_KIND_PATROL_CAR, 2},
                               {v1::UNIT_KIND_PATROL_CAR, 2},  {v1::UNIT_KIND_MOTORCYCLE, 1},
                               {v1::UNIT_KIND_FOOT_PATROL, 2}, {v1::UNIT_KIND_SPECIALIST, 4}};

double rounded(double degrees) {
  return std::round(degrees * 1e5) / 1e5;
}  // about a metre

// The county's map: three closed boundaries around its centre, each a circle bent by two waves.
class Outline {
 public:
  explicit Outline(Random& random) {
    for (auto& waves : phases_) {
      for (double& phase : waves) phase = random.between(0, 2 * std::numbers::pi);
    }
  }

  // The point at `share` of the distance from the inner to the outer boundary of `ring`.
  v1::Position at(int ring, double step, double share) const {
    const double bearing = step * 2 * std::numbers::pi / kSteps;
    const double metres = boundary_m(ring - 1, bearing) * (1 - share) + boundary_m(ring, bearing) * share;
    constexpr double kMetresPerDegree = geo::kEarthRadiusM * kRadians;
    v1::Position position;
    position.set_latitude_deg(rounded(kCentreLatitude + metres * std::cos(bearing) / kMetresPerDegree));
    position.set_longitude_deg(
        rounded(kCentreLongitude +
                metres * std::sin(bearing) / (kMetresPerDegree * std::cos(kCentreLatitude * kRadians))));
    return position;
  }

 private:
  double boundary_m(int ring, double bearing) const {
    const double* phase = phases_[ring];
    return kRingM[ring] *
           (1 + 0.08 * std::sin(2 * bearing + phase[0]) + 0.05 * std::sin(5 * bearing + phase[1]));
  }

  double phases_[std::size(kRingM)][2] = {};
};

geo::StationArea make_station(const StationPlan& plan, const Outline& outline) {
  geo::StationArea area;
  area.station.set_id(plan.id);
  area.station.set_name(plan.name);
  area.station.set_area_class(plan.area_class);
  *area.station.mutable_position() = outline.at(plan.ring, 0.5 * (plan.first_step + plan.last_step), 0.5);
  geo::Ring ring;
  // A vertex is always computed from the same step below 72, so that neighbours share it to the last digit.
  for (int step = plan.first_step; step <= plan.last_step; ++step)
    ring.push_back(outline.at(plan.ring, step % kSteps, 1));
  for (int step = plan.last_step; step >= plan.first_step; --step) {
    ring.push_back(outline.at(plan.ring, step % kSteps, 0));
    if (plan.ring == 1) break;  // the centre is one point
  }
  ring.push_back(ring.front());
  area.polygons = {geo::Polygon{std::move(ring), {}}};
  return area;
}

std::string word(v1::UnitKind kind) {
  std::string name = v1::UnitKind_Name(kind).substr(std::string_view("UNIT_KIND_").size());
  for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return name;
}

}  // namespace

City make_city(std::uint64_t seed) {
  Random random(seed);
  const Outline outline(random);
  City city;
  int officers = 1000;
  for (const StationPlan& plan : kStations) {
    city.stations.push_back(make_station(plan, outline));
    for (std::size_t number = 0; number < plan.units; ++number) {
      v1::Unit unit;
      unit.set_id(plan.code + std::to_string(number + 1));
      v1::UnitDetails& details = *unit.mutable_details();
      details.set_station_id(plan.id);
      details.set_call_sign(plan.call_sign + std::to_string(number + 1));
      details.set_kind(kUnits[number].kind);
      for (int seat = 0; seat < kUnits[number].crew; ++seat)
        details.add_officers("P" + std::to_string(++officers));
      const double step = plan.first_step + (plan.last_step - plan.first_step) * random.between(0.2, 0.8);
      *details.mutable_base() = outline.at(plan.ring, step, random.between(0.25, 0.75));
      city.units.push_back(std::move(unit));
    }
  }
  return city;
}

std::string stations_file(const City& city) {
  return geo::stations_geojson(
      city.stations, "榆川县 Yuchuan County, invented: made by tools/generate city; no such place exists.");
}

std::string units_file(const City& city) {
  std::ostringstream text;
  text << "# The units of the invented county. Made by tools/generate city; edit freely.\n"
          "# kind: patrol_car, motorcycle, foot_patrol or specialist. Without a position a unit waits at its "
          "station.\n"
          "units:\n";
  text << std::fixed;
  text.precision(5);
  for (const v1::Unit& unit : city.units) {
    const v1::UnitDetails& details = unit.details();
    text << "  - {id: " << unit.id() << ", call_sign: " << details.call_sign()
         << ", station: " << details.station_id() << ", kind: " << word(details.kind())
         << ", latitude: " << details.base().latitude_deg()
         << ", longitude: " << details.base().longitude_deg() << ", officers: [";
    for (int seat = 0; seat < details.officers_size(); ++seat)
      text << (seat > 0 ? ", " : "") << details.officers(seat);
    text << "]}\n";
  }
  return text.str();
}

}  // namespace turnout::generate
