#include "domain/scene.h"

#include <cmath>

#include "domain/distance.h"

namespace turnout::domain {
namespace {

constexpr double kUsualRadiusM = 300;
constexpr std::int64_t kLongestWithoutFixMs = 120'000;

// Where the unit was when it reported, or nullptr if nobody knows.
const v1::Position* position_at(const v1::Unit& unit, const v1::Stamp& stamp) {
  if (stamp.has_position()) return &stamp.position();
  const bool has_fix = unit.has_position() && unit.position_at_ms() != 0;
  const bool is_fresh = stamp.at_ms() - unit.position_at_ms() <= kLongestWithoutFixMs;
  return has_fix && is_fresh ? &unit.position() : nullptr;
}

}  // namespace

void check_scene(const v1::Place& place, const v1::Unit& unit, const Context& context, v1::Stamp& stamp) {
  const v1::Position* position = position_at(unit, stamp);
  if (position == nullptr || !place.has_position()) {
    stamp.set_scene_check(v1::SCENE_CHECK_NO_FIX);
    return;
  }
  const double radius_m =
      context.policy.scene_radius_m() > 0 ? context.policy.scene_radius_m() : kUsualRadiusM;
  const double metres = distance_m(*position, place.position());
  stamp.set_scene_check(metres <= radius_m ? v1::SCENE_CHECK_VERIFIED : v1::SCENE_CHECK_UNVERIFIED);
  stamp.set_scene_distance_m(std::llround(metres));
}

}  // namespace turnout::domain
