#include "domain/ledger.h"

#include <algorithm>
#include <map>
#include <set>

#include "domain/clocks.h"
#include "domain/edges.h"
#include "domain/orders.h"
#include "domain/responsible.h"

namespace turnout::domain {
namespace {

// What is waited for until an edge has come to pass, in order.
struct WaitFor {
  v1::Wait wait;
  v1::ClockEdge until;
};

constexpr WaitFor kWaits[] = {{v1::WAIT_FOR_ORDER, v1::CLOCK_EDGE_ASSIGNED},
                              {v1::WAIT_FOR_SIGNATURE, v1::CLOCK_EDGE_ACKNOWLEDGED},
                              {v1::WAIT_FOR_TURNOUT, v1::CLOCK_EDGE_EN_ROUTE},
                              {v1::WAIT_FOR_ARRIVAL, v1::CLOCK_EDGE_ON_SCENE},
                              {v1::WAIT_FOR_DISPOSITION, v1::CLOCK_EDGE_DISPOSITION}};

std::int64_t end_of(const v1::Incident& incident, std::int64_t now_ms) {
  return std::max(incident.started_at_ms(), incident.ended_at_ms() != 0 ? incident.ended_at_ms() : now_ms);
}

// The instants within the span at which somebody else began to answer, and its end.
std::set<std::int64_t> turning_points(const v1::Incident& incident, const WaitSpan& span) {
  std::set<std::int64_t> points{span.to_ms};
  const auto add = [&](const v1::Responsible& one) {
    if (one.since_ms() > span.from_ms && one.since_ms() < span.to_ms) points.insert(one.since_ms());
  };
  for (const v1::Responsible& one : incident.past_responsible()) add(one);
  add(incident.responsible());
  return points;
}

std::vector<v1::LedgerLine> lines_between(const v1::Incident& incident, std::int64_t from_ms,
                                          std::int64_t to_ms) {
  std::vector<v1::LedgerLine> lines;
  for (const WaitSpan& span : waits_between(incident, from_ms, to_ms)) {
    for (const std::int64_t point_ms : turning_points(incident, span)) {
      v1::LedgerLine& line = lines.emplace_back();
      line.set_wait(span.wait);
      line.set_officer_id(responsible_at(incident, from_ms).officer_id());
      line.set_from_ms(from_ms);
      line.set_duration_ms(point_ms - from_ms);
      from_ms = point_ms;
    }
  }
  return lines;
}

v1::Wait longest_wait(const std::vector<v1::LedgerLine>& lines) {
  std::map<v1::Wait, std::int64_t> spent_ms;
  for (const v1::LedgerLine& line : lines) spent_ms[line.wait()] += line.duration_ms();
  const auto longest = std::ranges::max_element(spent_ms, {}, [](const auto& each) { return each.second; });
  return longest == spent_ms.end() ? v1::WAIT_UNSPECIFIED : longest->first;
}

// When a late clock stopped, or its order or the incident ended, or else now.
std::int64_t late_until_ms(const v1::Clock& clock, const v1::Incident& incident, std::int64_t now_ms) {
  if (clock.stopped_at_ms() != 0) return clock.stopped_at_ms();
  const v1::Order* order = find_order(incident, clock.order_number());
  const bool has_ended = order != nullptr && !is_active(*order);
  return has_ended ? std::max(order->ended_at_ms(), clock.due_at_ms()) : end_of(incident, now_ms);
}

// A late clock of one order is attributed to its unit and to who signed it; one of the incident to who answered for it then.
void attribute(const v1::Clock& clock, const v1::Incident& incident, v1::Attribution& attribution) {
  const v1::Order* order = find_order(incident, clock.order_number());
  attribution.set_officer_id(order == nullptr ? responsible_at(incident, clock.due_at_ms()).officer_id()
                                              : order->signed_by());
  if (order != nullptr) attribution.set_unit_id(order->unit_id());
}

}  // namespace

std::vector<WaitSpan> waits_between(const v1::Incident& incident, std::int64_t from_ms, std::int64_t to_ms) {
  std::vector<WaitSpan> spans;
  const auto wait_until = [&](v1::Wait wait, std::int64_t until_ms) {
    if (until_ms <= from_ms) return;
    spans.push_back({wait, from_ms, until_ms});
    from_ms = until_ms;
  };
  for (const auto& [wait, until] : kWaits) {
    wait_until(wait, std::min(to_ms, instant_of(incident, until).value_or(to_ms)));
  }
  wait_until(v1::WAIT_FOR_CLOSING, to_ms);
  return spans;
}

std::vector<v1::LedgerLine> ledger_of(const v1::Incident& incident, std::int64_t now_ms) {
  return lines_between(incident, incident.started_at_ms(), end_of(incident, now_ms));
}

std::vector<v1::Attribution> attributions_of(const v1::Incident& incident, std::int64_t now_ms) {
  std::vector<v1::Attribution> attributions;
  for (const v1::Clock& clock : incident.clocks()) {
    if (!is_missed(clock)) continue;
    const std::int64_t until_ms = late_until_ms(clock, incident, now_ms);
    const std::vector<v1::LedgerLine> lines = lines_between(incident, clock.started_at_ms(), until_ms);
    v1::Attribution& attribution = attributions.emplace_back();
    attribution.set_kind(clock.kind());
    attribution.set_order_number(clock.order_number());
    attribution.set_late_ms(until_ms - clock.due_at_ms());
    attribute(clock, incident, attribution);
    attribution.set_longest_wait(longest_wait(lines));
    for (const v1::LedgerLine& line : lines) *attribution.add_lines() = line;
  }
  return attributions;
}

}  // namespace turnout::domain
