#include "domain/scene.h"

#include <cmath>

#include "domain/distance.h"
#include "domain/whereabouts.h"

namespace turnout::domain {
namespace {

constexpr double kUsualRadiusM = 300;

// Where the unit was when it reported, if the report does not say so itself and somebody knows.
void note_position(const v1::Unit& unit, const Context& context, v1::Stamp& stamp) {
  if (stamp.has_position()) return;
  const std::optional<v1::Fix> fix = whereabouts(unit, context.heard);
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
      context.policy.scene_radius_m() > 0 ? context.policy.scene_radius_m() : kUsualRadiusM;
  const double metres = distance_m(stamp.position(), place.position());
  stamp.set_scene_check(metres <= radius_m ? v1::SCENE_CHECK_VERIFIED : v1::SCENE_CHECK_UNVERIFIED);
  stamp.set_scene_distance_m(std::llround(metres));
}

}  // namespace turnout::domain
