#include "domain/scene.h"

#include <cmath>

#include "domain/distance.h"
#include "domain/last_positions.h"
#include "turnout/v1/policy.pb.h"

namespace turnout::domain {
namespace {

constexpr double kDefaultRadiusM = 300;

// Where the unit was when it reported, if the report does not say so itself and somebody knows.
void note_position(const v1::Unit& unit, const Context& context, v1::Stamp& stamp) {
  if (stamp.has_position()) return;
  const std::optional<v1::Fix> fix = last_position_of(unit, context.last_positions);
  if (!fix || !is_fresh(*fix, stamp.at_ms())) return;
  *stamp.mutable_position() = fix->position();
  stamp.set_position_at_ms(fix->at_ms());
}

}  // namespace

void check_scene(const v1::Place& place, const v1::Unit& unit, const Context& context, v1::Stamp& stamp) {
  note_position(unit, context, stamp);
  if (!stamp.has_position() || !place.has_position()) {
    stamp.set_scene_check(v1::SCENE_CHECK_NO_FIX);
    return;
  }
  const double radius_m =
      context.policy.scene_radius_m() > 0 ? context.policy.scene_radius_m() : kDefaultRadiusM;
  const double metres = distance_m(stamp.position(), place.position());
  stamp.set_scene_check(metres <= radius_m ? v1::SCENE_CHECK_VERIFIED : v1::SCENE_CHECK_UNVERIFIED);
  stamp.set_scene_distance_m(std::llround(metres));
}

}  // namespace turnout::domain
