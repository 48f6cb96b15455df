#include "generate/shift.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <set>

#include "generate/random.h"
#include "geo/distance.h"
#include "geo/jurisdictions.h"

namespace turnout::generate {
namespace {

constexpr std::int64_t kZoneOffsetS = 8 * 3600;  // Asia/Shanghai has had no clock change since 1991

// Calls per hour by local hour of day, and stage times in seconds, measured in the San Francisco trace of
// April 2020 (10,410 orders of 5,292 calls).
constexpr std::array<double, 24> kCallsPerHour = {10.6, 9.6,  9.3,  8.9,  7.5,  6.1,  8.4,  11.1,
                                                  12.6, 16.1, 20.1, 21.2, 23.0, 22.7, 20.9, 21.4,
                                                  23.3, 20.7, 22.0, 21.0, 21.2, 15.6, 12.5, 12.2};
constexpr Spread kTurnoutS = {137, 281};        // received → first unit en route
constexpr Spread kFurtherTurnoutS = {38, 123};  // dispatched → en route, of the units after the first
constexpr Spread kTravelS = {244, 788};         // en route → on scene
constexpr Spread kSceneS = {585, 2'494};        // on scene → available, if nobody was taken to hospital

// Assumptions without a source: who calls, how often more than one unit is sent, how much longer stations
// outside the town take.
struct AreaPlan {
  v1::AreaClass area_class;
  double share_of_calls;
  double turnout_factor;
};
constexpr AreaPlan kAreas[] = {
    {v1::AREA_CLASS_URBAN, 0.55, 1}, {v1::AREA_CLASS_SUBURBAN, 0.30, 1.5}, {v1::AREA_CLASS_RURAL, 0.15, 1.8}};
constexpr double kSurelyLate =
    0.985;  // turnouts above this share take over 5 min in town, over 10 min elsewhere
constexpr double kSecondUnit = 0.25;
constexpr double kThirdUnit = 0.05;

struct Kind {
  const char* type;
  int priority;
  double share;
};
constexpr Kind kKinds[] = {
    {"斗殴 fight", 3, 0.08},
    {"入室盗窃 burglary", 3, 0.05},
    {"走失 missing person", 3, 0.04},
    {"伤人 injury", 3, 0.05},
    {"交通事故 traffic accident", 2, 0.22},
    {"纠纷 dispute", 2, 0.20},
    {"盗窃 theft", 2, 0.08},
    {"醉酒 drunk person", 2, 0.06},
    {"噪音扰民 noise", 1, 0.12},
    {"求助 assistance", 1, 0.07},
    {"诈骗 fraud", 1, 0.03},
};

template <class Choice, std::size_t count>
const Choice& choose(const Choice (&choices)[count], double Choice::*share, Random& random) {
  double left = random.between(0, 1);
  for (const Choice& choice : choices) {
    left -= choice.*share;
    if (left < 0) return choice;
  }
  return choices[count - 1];
}

double rounded_degrees(double degrees) {
  return std::round(degrees * 1e5) / 1e5;
}  // about a metre

std::int64_t whole(double seconds, double at_least) {
  return std::llround(std::max(seconds, at_least));
}

class Shift {
 public:
  Shift(const City& city, const ShiftPlan& plan)
      : city_(city), plan_(plan), random_(plan.seed), jurisdictions_(city.stations, "generated city") {}

  std::vector<ShiftCall> make() {
    const double busiest = *std::max_element(kCallsPerHour.begin(), kCallsPerHour.end()) * plan_.scale / 3600;
    const double from = static_cast<double>(plan_.from_ms) / 1000;
    std::vector<ShiftCall> calls;
    for (double at = from + random_.gap(1 / busiest); at < from + plan_.hours * 3600;
         at += random_.gap(1 / busiest)) {
      const auto received_at = static_cast<std::int64_t>(at);
      const auto hour = static_cast<std::size_t>((received_at + kZoneOffsetS) / 3600 % 24);
      // A Poisson process with the busiest hour's rate, thinned to the rate of each hour.
      if (random_.chance(kCallsPerHour[hour] * plan_.scale / 3600 / busiest))
        calls.push_back(make_call(received_at, calls.size() + 1));
    }
    return calls;
  }

 private:
  ShiftCall make_call(std::int64_t received_at, std::size_t number) {
    const AreaPlan& area = choose(kAreas, &AreaPlan::share_of_calls, random_);
    const Kind& kind = choose(kKinds, &Kind::share, random_);
    ShiftCall call{std::to_string(number),
                   kind.type,
                   kind.priority,
                   draw_place(area.area_class),
                   area.area_class,
                   received_at,
                   {}};
    const double turnout_s = draw_turnout(area);
    const std::int64_t dispatched_at = received_at + whole(turnout_s * random_.between(0.6, 0.9), 2);
    send_nearest(call, dispatched_at, received_at + whole(turnout_s, 5), true);
    for (const double chance : {kSecondUnit, kThirdUnit}) {
      if (!random_.chance(chance)) continue;
      const std::int64_t later = call.units.back().dispatched_at + whole(random_.between(0, 60), 1);
      send_nearest(call, later, later + whole(random_.draw(kFurtherTurnoutS), 3), false);
    }
    return call;
  }

  double draw_turnout(const AreaPlan& area) {
    const bool first = seen_.insert(area.area_class).second;
    return area.turnout_factor * kTurnoutS.quantile(random_.between(first ? kSurelyLate : 0, Random::kCut));
  }

  // Sends the nearest unit that is free at `dispatched_at`. If none is free and `wait` is set, the call gets the
  // first unit that becomes free.
  void send_nearest(ShiftCall& call, std::int64_t dispatched_at, std::int64_t en_route_at, bool wait) {
    const v1::Unit* unit = nearest_free(call.position, dispatched_at);
    if (unit == nullptr && !wait) return;
    if (unit == nullptr) {
      unit = first_to_be_free();
      const std::int64_t waited = free_at_[unit->id()] + 1 - dispatched_at;
      dispatched_at += waited;
      en_route_at += waited;
    }
    SentUnit sent{unit->id(), dispatched_at, std::max(en_route_at, dispatched_at + 3), 0, 0};
    sent.on_scene_at = sent.en_route_at + whole(random_.draw(kTravelS), 30);
    sent.available_at = sent.on_scene_at + whole(random_.draw(kSceneS), 60);
    free_at_[unit->id()] = sent.available_at;
    call.units.push_back(std::move(sent));
  }

  const v1::Unit* nearest_free(const v1::Position& place, std::int64_t at) {
    const v1::Unit* nearest = nullptr;
    double metres = std::numeric_limits<double>::infinity();
    for (const v1::Unit& unit : city_.units) {
      const double distance = geo::distance_m(unit.details().base(), place);
      if (free_at_[unit.id()] >= at || distance >= metres) continue;
      nearest = &unit;
      metres = distance;
    }
    return nearest;
  }

  const v1::Unit* first_to_be_free() {
    return &*std::min_element(city_.units.begin(), city_.units.end(), [this](const auto& a, const auto& b) {
      return free_at_[a.id()] < free_at_[b.id()];
    });
  }

  // A uniformly random place in the jurisdiction of one of the area class's stations.
  v1::Position draw_place(v1::AreaClass area_class) {
    const geo::StationArea* station = nullptr;
    do {
      station = &city_.stations[random_.index(city_.stations.size())];
    } while (station->station.area_class() != area_class);
    const geo::Ring& outer = station->polygons.at(0).outer;
    const auto [west, east] = std::minmax_element(
        outer.begin(), outer.end(),
        [](const auto& a, const auto& b) { return a.longitude_deg() < b.longitude_deg(); });
    const auto [south, north] =
        std::minmax_element(outer.begin(), outer.end(),
                            [](const auto& a, const auto& b) { return a.latitude_deg() < b.latitude_deg(); });
    for (;;) {
      v1::Position place;
      place.set_longitude_deg(rounded_degrees(random_.between(west->longitude_deg(), east->longitude_deg())));
      place.set_latitude_deg(rounded_degrees(random_.between(south->latitude_deg(), north->latitude_deg())));
      const geo::Responsibility found = jurisdictions_.locate(place);
      if (found.basis == v1::STATION_BASIS_POLYGON && found.station.id() == station->station.id())
        return place;
    }
  }

  const City& city_;
  const ShiftPlan& plan_;
  Random random_;
  geo::Jurisdictions jurisdictions_;
  std::map<std::string, std::int64_t> free_at_;
  std::set<v1::AreaClass> seen_;
};

}  // namespace

std::vector<ShiftCall> make_shift(const City& city, const ShiftPlan& plan) {
  return Shift(city, plan).make();
}

}  // namespace turnout::generate
