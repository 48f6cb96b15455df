#include "time_zones/find_time_zone.h"

#include <date/tz.h>

#include <algorithm>
#include <chrono>

namespace turnout::time_zones {
namespace {

using std::chrono::milliseconds;
using Instant = date::sys_time<std::chrono::seconds>;

// Rules that go on for ever are followed so far.
constexpr Instant kEnd = date::sys_days{date::year{2100} / 1 / 1};

const date::time_zone* known_zone(const std::string& name) {
  const auto& zones = date::get_tzdb().zones;
  const auto same = [&name](const auto& entry) { return entry.name() == name; };
  if (std::ranges::any_of(zones, same)) return date::locate_zone(name);
  return nullptr;
}

}  // namespace

std::optional<v1::TimeZone> find_time_zone(const std::string& name) {
  const date::time_zone* known = known_zone(name);
  if (known == nullptr) return std::nullopt;
  v1::TimeZone zone;
  zone.set_name(name);
  for (Instant at{}; at < kEnd;) {
    const date::sys_info info = known->get_info(at);
    const std::int64_t offset_ms = milliseconds(info.offset).count();
    // A change of the name or of the law alone moves no clock.
    if (zone.offsets().empty() || zone.offsets().rbegin()->offset_ms() != offset_ms) {
      v1::UtcOffset& offset = *zone.add_offsets();
      offset.set_from_ms(milliseconds(at.time_since_epoch()).count());
      offset.set_offset_ms(offset_ms);
    }
    at = std::max(info.end, at + std::chrono::seconds(1));
  }
  return zone;
}

}  // namespace turnout::time_zones
