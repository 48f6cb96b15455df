#include "domain/responsible.h"

#include <algorithm>
#include <iterator>

namespace turnout::domain {
namespace {

// The station chosen by people: an amended place does not take it away again.
void transfer(v1::Incident& incident, const std::string& station_id) {
  if (station_id.empty() || station_id == incident.station_id()) return;
  incident.set_station_id(station_id);
  incident.set_station_basis(v1::STATION_BASIS_CHOSEN);
}

}  // namespace

void make_responsible(v1::Incident& incident, const std::string& officer, v1::ResponsibleBasis basis,
                      std::int64_t since_ms) {
  if (incident.has_responsible()) {
    since_ms = std::max(since_ms, incident.responsible().since_ms());
    *incident.add_past_responsible() = incident.responsible();
  }
  incident.mutable_responsible()->set_officer_id(officer);
  incident.mutable_responsible()->set_since_ms(since_ms);
  incident.mutable_responsible()->set_basis(basis);
}

void take_over_by_signature(v1::Incident& incident, const std::string& officer, std::int64_t at_ms) {
  if (incident.responsible().basis() != v1::RESPONSIBLE_BASIS_RECEIVED) return;
  make_responsible(incident, officer, v1::RESPONSIBLE_BASIS_SIGNED, at_ms);
}

const v1::Responsible& responsible_at(const v1::Incident& incident, std::int64_t at_ms) {
  if (incident.past_responsible().empty() || at_ms >= incident.responsible().since_ms()) {
    return incident.responsible();
  }
  const auto& past = incident.past_responsible();
  const auto after =
      std::ranges::find_if(past, [at_ms](const v1::Responsible& one) { return one.since_ms() > at_ms; });
  return after == past.begin() ? past[0] : *std::prev(after);
}

namespace {

void on(const v1::HandoverRequested& requested, const v1::Event& event, v1::Incident& incident) {
  v1::Handover& handover = *incident.mutable_handover();
  handover.set_to_officer_id(requested.to_officer_id());
  handover.set_to_station_id(requested.to_station_id());
  handover.set_reason(requested.reason());
  handover.set_requested_by(event.actor());
  handover.set_requested_at_ms(event.at_ms());
}

void on(const v1::HandoverAccepted&, const v1::Event& event, v1::Incident& incident) {
  transfer(incident, incident.handover().to_station_id());
  make_responsible(incident, incident.handover().to_officer_id(), v1::RESPONSIBLE_BASIS_HANDED_OVER,
                   event.at_ms());
  incident.clear_handover();
}

void on(const v1::HandoverRefused& refused, const v1::Event&, v1::Incident& incident) {
  v1::Handover& handover = *incident.mutable_handover();
  handover.set_refusal_reason(refused.reason());
  handover.set_arbiter_role(refused.arbiter_role());
  handover.set_arbiter_id(refused.arbiter_id());
}

void on(const v1::HandoverWithdrawn&, const v1::Event&, v1::Incident& incident) {
  incident.clear_handover();
}

void on(const v1::HandoverArbitrated& arbitrated, const v1::Event& event, v1::Incident& incident) {
  transfer(incident, arbitrated.station_id());
  if (arbitrated.officer_id() != incident.responsible().officer_id()) {
    make_responsible(incident, arbitrated.officer_id(), v1::RESPONSIBLE_BASIS_ARBITRATED, event.at_ms());
  }
  incident.clear_handover();
}

}  // namespace

void apply_to_responsible(const v1::Event& event, v1::Incident& incident) {
  if (event.has_handover_requested()) on(event.handover_requested(), event, incident);
  if (event.has_handover_accepted()) on(event.handover_accepted(), event, incident);
  if (event.has_handover_refused()) on(event.handover_refused(), event, incident);
  if (event.has_handover_withdrawn()) on(event.handover_withdrawn(), event, incident);
  if (event.has_handover_arbitrated()) on(event.handover_arbitrated(), event, incident);
}

}  // namespace turnout::domain
