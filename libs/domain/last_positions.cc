#include "domain/last_positions.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "domain/terminal_clock.h"

namespace turnout::domain {
namespace {

// By the service's clock, as far as the terminal's is known. Never in the future: it would keep out newer ones until then.
std::int64_t time_of(const v1::Fix& report, const v1::TerminalClock& clock, std::int64_t now_ms) {
  return std::min(report.at_ms() + clock.offset_ms(), now_ms);
}

TerminalContact contact_of(const v1::Fix& fix) {
  return {.received_at_ms = fix.received_at_ms(), .since_ms = fix.contact_since_ms()};
}

}  // namespace

std::optional<v1::Fix> last_position_of(const v1::Unit& unit, const LastPositions& last_positions) {
  const auto last = last_positions.find(unit.id());
  if (last != last_positions.end() && last->second.has_position() &&
      last->second.at_ms() > unit.position_at_ms()) {
    return last->second;
  }
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

const v1::TerminalClock& terminal_clock_of(const v1::Unit& unit, const LastPositions& last_positions) {
  const auto last = last_positions.find(unit.id());
  const bool is_newer = last != last_positions.end() &&
                        last->second.terminal_clock().newest_at_ms() > unit.terminal_clock().newest_at_ms();
  return is_newer ? last->second.terminal_clock() : unit.terminal_clock();
}

v1::Unit with_last_position(v1::Unit unit, const LastPositions& last_positions) {
  if (auto fix = last_position_of(unit, last_positions)) {
    *unit.mutable_position() = std::move(*fix->mutable_position());
    unit.set_position_at_ms(fix->at_ms());
  }
  const v1::TerminalClock& clock = terminal_clock_of(unit, last_positions);
  if (&clock != &unit.terminal_clock()) *unit.mutable_terminal_clock() = clock;
  return unit;
}

NextFix next_fix(const v1::Fix& report, const v1::Fix& last, std::int64_t now_ms) {
  v1::Fix next = last;
  next.set_unit_id(report.unit_id());
  next.set_received_at_ms(now_ms);
  next.set_contact_since_ms(contact_after(contact_of(last), now_ms, kPositionGapMs).since_ms);
  if (report.at_ms() != 0) observe(*next.mutable_terminal_clock(), report.at_ms(), now_ms);
  const std::int64_t at_ms = report.at_ms() == 0 ? now_ms : time_of(report, next.terminal_clock(), now_ms);
  if (!report.has_position() || now_ms - at_ms > kOldestPositionMs) return {next, FixQuality::kNoFix};
  if (at_ms < last.at_ms()) return {next, FixQuality::kOutdated};
  *next.mutable_position() = report.position();
  next.set_at_ms(at_ms);
  return {next, FixQuality::kTaken};
}

bool could_have_reported(const std::string& unit_id, std::int64_t at_ms, std::int64_t tolerance_ms,
                         std::int64_t now_ms, const LastPositions& last_positions) {
  const auto last = last_positions.find(unit_id);
  return last != last_positions.end() &&
         could_have_reported(contact_of(last->second), at_ms, tolerance_ms, now_ms);
}

}  // namespace turnout::domain
