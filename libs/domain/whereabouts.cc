#include "domain/whereabouts.h"

#include <cstdlib>
#include <utility>

namespace turnout::domain {

std::optional<v1::Fix> whereabouts(const v1::Unit& unit, const LastFixes& heard) {
  const auto last = heard.find(unit.id());
  if (last != heard.end() && last->second.at_ms() > unit.position_at_ms()) return last->second;
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

v1::Unit where_it_is(v1::Unit unit, const LastFixes& heard) {
  if (auto fix = whereabouts(unit, heard)) {
    *unit.mutable_position() = std::move(*fix->mutable_position());
    unit.set_position_at_ms(fix->at_ms());
  }
  return unit;
}

}  // namespace turnout::domain
