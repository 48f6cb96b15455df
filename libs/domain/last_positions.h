// Where units are and when they were last in contact, as far as anybody knows.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "turnout/v1/unit.pb.h"

namespace turnout::domain {

// The newest report of each unit's position, by the unit's id. Positions are no events: each process keeps its own.
using LastPositions = std::map<std::string, v1::Fix, std::less<>>;
inline const LastPositions kNoPositions;

// A position counts for so long: two minutes are a kilometre or two of a patrol car's way.
inline constexpr std::int64_t kFreshPositionMs = 120'000;
// A position that says it is older is none: the receiver's clock has been reset, or its weeks have rolled over.
inline constexpr std::int64_t kOldestPositionMs = 86'400'000;

// The newest position of the unit: the last reported one or the one of its state. With at_ms 0 it is its base; nothing if not
// even that is known.
std::optional<v1::Fix> last_position_of(const v1::Unit& unit, const LastPositions& last_positions);

// A position that was taken, not a base, and within kFreshPositionMs of this instant, before or after.
bool is_fresh(const v1::Fix& fix, std::int64_t at_ms);

// What is known of the clock of the unit's terminal.
const v1::TerminalClock& terminal_clock_of(const v1::Unit& unit, const LastPositions& last_positions);

// The unit as its state says, at its newest position and with what is known of its terminal's clock.
v1::Unit with_last_position(v1::Unit unit, const LastPositions& last_positions);

enum class FixQuality {
  kTaken,
  kOutdated,  // older than the last one: it came late. Not so once its terminal's clock is known to have been set back
  kNoFix,  // no position, or one older than kOldestPositionMs
};
struct NextFix {
  v1::Fix fix;
  FixQuality quality;
};

// What is kept after `report` was received now from a terminal whose newest known contact is `last`: the position, if taken, with its
// time by the service's clock, else the last one; and in any case the contact.
NextFix next_fix(const v1::Fix& report, const v1::Fix& last, std::int64_t now_ms);

// The unit's terminal could have reported what happened at `at_ms` when it reported a position (terminal_clock.h).
bool could_have_reported(const std::string& unit_id, std::int64_t at_ms, std::int64_t tolerance_ms,
                         std::int64_t now_ms, const LastPositions& last_positions);

}  // namespace turnout::domain
