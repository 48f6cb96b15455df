// Where units are, as far as anybody knows.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "turnout/v1/unit.pb.h"

namespace turnout::domain {

// The last reported position of each unit, by its id. Positions are no events: each process keeps its own.
using LastPositions = std::map<std::string, v1::Fix, std::less<>>;
inline const LastPositions kNoPositions;

// A position counts for so long: two minutes are a kilometre or two of a patrol car's way.
inline constexpr std::int64_t kFreshPositionMs = 120'000;

// The newest position of the unit: the last reported one or the one of its state. With at_ms 0 it is its base; nothing if not
// even that is known.
std::optional<v1::Fix> last_position_of(const v1::Unit& unit, const LastPositions& last_positions);

// A position that was taken, not a base, and within kFreshPositionMs of this instant, before or after.
bool is_fresh(const v1::Fix& fix, std::int64_t at_ms);

// The unit as its state says, at its newest position.
v1::Unit with_last_position(v1::Unit unit, const LastPositions& last_positions);

}  // namespace turnout::domain
