#include "turnoutctl/urgency.h"

#include <algorithm>
#include <limits>
#include <tuple>

#include "domain/clocks.h"

namespace turnout::turnoutctl {
namespace {

bool counts_more(const v1::Clock& a, const v1::Clock& b) {
  const auto key = [](const v1::Clock& clock) {
    return std::pair(clock.kind() != v1::CLOCK_KIND_TURNOUT, clock.due_at_ms());
  };
  return key(a) < key(b);
}

}  // namespace

const v1::Clock* leading_clock(const v1::Incident& incident) {
  const v1::Clock* leading = nullptr;
  for (const v1::Clock& clock : incident.clocks()) {
    if (domain::is_running(clock) && (leading == nullptr || counts_more(clock, *leading))) leading = &clock;
  }
  return leading;
}

std::vector<const v1::Clock*> other_clocks(const v1::Incident& incident) {
  const v1::Clock* leading = leading_clock(incident);
  std::vector<const v1::Clock*> others;
  for (const v1::Clock& clock : incident.clocks()) {
    if (domain::is_running(clock) && &clock != leading) others.push_back(&clock);
  }
  std::sort(others.begin(), others.end(),
            [](const auto* a, const auto* b) { return a->due_at_ms() < b->due_at_ms(); });
  return others;
}

bool more_urgent(const v1::Incident& a, const v1::Incident& b) {
  const auto key = [](const v1::Incident& incident) {
    const v1::Clock* clock = leading_clock(incident);
    const bool turnout = clock != nullptr && clock->kind() == v1::CLOCK_KIND_TURNOUT;
    const std::int64_t due_at_ms =
        clock == nullptr ? std::numeric_limits<std::int64_t>::max() : clock->due_at_ms();
    return std::tuple(!turnout, due_at_ms, incident.id());
  };
  return key(a) < key(b);
}

bool is_late(const v1::Clock& clock, std::int64_t now_ms) {
  return domain::is_running(clock) && now_ms > clock.due_at_ms();
}

bool has_late_clock(const v1::Incident& incident, std::int64_t now_ms) {
  return std::any_of(incident.clocks().begin(), incident.clocks().end(),
                     [now_ms](const v1::Clock& clock) { return is_late(clock, now_ms); });
}

text::Style clock_style(const v1::Clock& clock, std::int64_t now_ms) {
  if (is_late(clock, now_ms)) return text::Style::kRed;
  return (clock.due_at_ms() - now_ms) * 4 < clock.limit_ms() ? text::Style::kYellow : text::Style::kGreen;
}

}  // namespace turnout::turnoutctl
