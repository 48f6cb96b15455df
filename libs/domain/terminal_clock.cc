#include "domain/terminal_clock.h"

#include <cstdlib>

namespace turnout::domain {
namespace {

constexpr std::int64_t kAgreementMs = 2'000;  // what networks and clocks kept by NTP stay within
constexpr std::int64_t kApartMs = 10'000;
constexpr std::int64_t kSendingWhatWasKeptMs = 30'000;
constexpr std::uint64_t kLongestBacklog = 100'000;  // reports that a terminal may have kept

}  // namespace

void observe(v1::TerminalClock& clock, std::int64_t device_at_ms, std::int64_t received_at_ms) {
  if (clock.newest_at_ms() != 0 && received_at_ms - clock.newest_at_ms() < kApartMs) return;
  const std::int64_t offset_ms = received_at_ms - device_at_ms;
  const bool agree =
      clock.newest_at_ms() != 0 && std::abs(offset_ms - clock.newest_offset_ms()) <= kAgreementMs;
  if (agree) clock.set_offset_ms(std::abs(offset_ms) <= kAgreementMs ? 0 : offset_ms);
  clock.set_newest_offset_ms(offset_ms);
  clock.set_newest_at_ms(received_at_ms);
}

bool is_next(std::uint64_t number, std::uint64_t newest) {
  return number > newest || newest - number > kLongestBacklog;
}

TerminalContact contact_after(const TerminalContact& last, std::int64_t received_at_ms, std::int64_t gap_ms) {
  if (received_at_ms < last.received_at_ms) return last;
  const bool goes_on = last.received_at_ms != 0 && received_at_ms - last.received_at_ms <= gap_ms;
  return {.received_at_ms = received_at_ms, .since_ms = goes_on ? last.since_ms : received_at_ms};
}

bool could_have_reported(const TerminalContact& contact, std::int64_t at_ms, std::int64_t tolerance_ms,
                         std::int64_t now_ms) {
  if (contact.received_at_ms <= at_ms + tolerance_ms) return false;
  const bool was_away = at_ms < contact.since_ms;
  return !(was_away && now_ms - contact.since_ms <= kSendingWhatWasKeptMs);
}

bool is_wrong(const v1::TerminalClock& clock) {
  return std::abs(clock.offset_ms()) > kWrongClockMs;
}

}  // namespace turnout::domain
