#include "domain/last_positions.h"

#include <cstdlib>
#include <utility>

namespace turnout::domain {

std::optional<v1::Fix> last_position_of(const v1::Unit& unit, const LastPositions& last_positions) {
  const auto last = last_positions.find(unit.id());
  if (last != last_positions.end() && last->second.at_ms() > unit.position_at_ms()) return last->second;
  if (!unit.has_position()) return std::nullopt;
  v1::Fix known;
  known.set_unit_id(unit.id());
  *known.mutable_position() = unit.position();
  known.set_at_ms(unit.position_at_ms());
  return known;
}

bool is_fresh(const v1::Fix& fix, std::int64_t at_ms) {
  return fix.at_ms() != 0 && std::abs(at_ms - fix.at_ms()) <= kFreshPositionMs;
}

v1::Unit with_last_position(v1::Unit unit, const LastPositions& last_positions) {
  if (auto fix = last_position_of(unit, last_positions)) {
    *unit.mutable_position() = std::move(*fix->mutable_position());
    unit.set_position_at_ms(fix->at_ms());
  }
  return unit;
}

}  // namespace turnout::domain
