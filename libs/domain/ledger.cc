#include "domain/ledger.h"

#include <algorithm>
#include <map>
#include <set>

#include "domain/clocks.h"
#include "domain/edges.h"
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

v1::Wait wait_at(const v1::Incident& incident, std::int64_t at_ms) {
  for (const auto& [wait, until] : kWaits) {
    const auto reached = instant_of(incident, until, 0);
    if (!reached || *reached > at_ms) return wait;
  }
  return v1::WAIT_FOR_CLOSING;
}

std::int64_t end_of(const v1::Incident& incident, std::int64_t now_ms) {
  return std::max(incident.started_at_ms(), incident.ended_at_ms() != 0 ? incident.ended_at_ms() : now_ms);
}

// The instants between which neither what is waited for nor who answers changes.
std::set<std::int64_t> turning_points(const v1::Incident& incident) {
  std::set<std::int64_t> points;
  for (const auto& [wait, until] : kWaits) {
    if (const auto reached = instant_of(incident, until, 0)) points.insert(*reached);
  }
  for (const v1::Responsible& one : incident.past_responsible()) points.insert(one.since_ms());
  points.insert(incident.responsible().since_ms());
  return points;
}

std::vector<v1::LedgerLine> lines_between(const v1::Incident& incident, std::int64_t from_ms,
                                          std::int64_t to_ms) {
  std::vector<v1::LedgerLine> lines;
  std::set<std::int64_t> points = turning_points(incident);
  points.insert(to_ms);
  for (const std::int64_t point_ms : points) {
    if (point_ms <= from_ms || point_ms > to_ms) continue;
    v1::LedgerLine& line = lines.emplace_back();
    line.set_wait(wait_at(incident, from_ms));
    line.set_officer_id(responsible_at(incident, from_ms).officer_id());
    line.set_from_ms(from_ms);
    line.set_duration_ms(point_ms - from_ms);
    from_ms = point_ms;
  }
  return lines;
}

v1::Wait longest_wait(const std::vector<v1::LedgerLine>& lines) {
  std::map<v1::Wait, std::int64_t> spent_ms;
  for (const v1::LedgerLine& line : lines) spent_ms[line.wait()] += line.duration_ms();
  const auto longest = std::ranges::max_element(spent_ms, {}, [](const auto& each) { return each.second; });
  return longest == spent_ms.end() ? v1::WAIT_UNSPECIFIED : longest->first;
}

}  // namespace

std::vector<v1::LedgerLine> ledger_of(const v1::Incident& incident, std::int64_t now_ms) {
  return lines_between(incident, incident.started_at_ms(), end_of(incident, now_ms));
}

std::vector<v1::Attribution> attributions_of(const v1::Incident& incident, std::int64_t now_ms) {
  std::vector<v1::Attribution> attributions;
  for (const v1::Clock& clock : incident.clocks()) {
    if (clock.verdict() != v1::CLOCK_VERDICT_BREACHED && !is_overdue(clock)) continue;
    const std::int64_t until_ms =
        clock.stopped_at_ms() != 0 ? clock.stopped_at_ms() : end_of(incident, now_ms);
    const std::vector<v1::LedgerLine> lines = lines_between(incident, clock.started_at_ms(), until_ms);
    v1::Attribution& attribution = attributions.emplace_back();
    attribution.set_kind(clock.kind());
    attribution.set_assignment(clock.assignment());
    attribution.set_late_ms(until_ms - clock.due_at_ms());
    attribution.set_officer_id(responsible_at(incident, clock.due_at_ms()).officer_id());
    attribution.set_longest_wait(longest_wait(lines));
    for (const v1::LedgerLine& line : lines) *attribution.add_lines() = line;
  }
  return attributions;
}

}  // namespace turnout::domain
