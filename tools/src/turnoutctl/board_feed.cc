#include "turnoutctl/board_feed.h"

#include <algorithm>
#include <condition_variable>

#include "client/pages.h"
#include "turnoutctl/refusal_text.h"

namespace turnout::turnoutctl {
namespace {

constexpr std::chrono::seconds kPace{1};

void pause_until_next(const std::stop_token& stop) {
  std::mutex mutex;
  std::unique_lock lock(mutex);
  std::condition_variable_any stopped;
  stopped.wait_for(lock, stop, kPace, [] { return false; });
}

// Runs `step`. Returns why it failed, or an empty text.
template <class Step>
std::string trouble_of(const Step& step) {
  try {
    const auto outcome = step();
    return outcome ? "" : refusal_text(outcome.error());
  } catch (const client::Unanswered& unanswered) {
    return unanswered.what();
  }
}

domain::Outcome<std::vector<v1::Unit>> list_units(const client::Services& services, const BoardScope& scope) {
  v1::ListUnitsRequest request;
  request.set_station_id(scope.station_id);
  return client::all_pages(services, request).map([](const v1::ListUnitsResponse& response) {
    return std::vector<v1::Unit>(response.units().begin(), response.units().end());
  });
}

domain::Outcome<std::vector<v1::RaisedEscalation>> list_escalations(const client::Services& services,
                                                                    const BoardScope& scope) {
  v1::ListEscalationsRequest request;
  request.set_station_id(scope.station_id);
  request.set_page_size(scope.person.empty() ? kMostEscalations : kMostEscalationsRead);
  return services.call(request).map([](const v1::ListEscalationsResponse& response) {
    return std::vector<v1::RaisedEscalation>(response.escalations().begin(), response.escalations().end());
  });
}

std::map<std::string, v1::IncidentSummary> by_id(const v1::ListIncidentsResponse& list) {
  std::map<std::string, v1::IncidentSummary> incidents;
  for (const v1::IncidentSummary& incident : list.incidents()) incidents[incident.id()] = incident;
  return incidents;
}

}  // namespace

void take(BoardState& state, const v1::IncidentSummary& incident) {
  const auto known = state.incidents.find(incident.id());
  if (known != state.incidents.end() && known->second.version() > incident.version()) return;
  if (incident.status() == v1::INCIDENT_STATUS_OPEN) {
    state.incidents[incident.id()] = incident;
  } else {
    state.incidents.erase(incident.id());
  }
}

domain::Outcome<BoardState> read_board(const client::Services& services, const BoardScope& scope) {
  const auto list = client::all_pages(services, v1::ListIncidentsRequest());
  if (!list) return tl::make_unexpected(list.error());
  auto units = list_units(services, scope);
  if (!units) return tl::make_unexpected(units.error());
  BoardState state{.incidents = by_id(*list), .units = *std::move(units)};
  state.escalation_trouble = trouble_of([&] {
    return list_escalations(services, scope).map([&state](std::vector<v1::RaisedEscalation> listed) {
      state.escalations = std::move(listed);
    });
  });
  return state;
}

BoardFeed::BoardFeed(const client::Services& services, BoardScope scope, BoardState state)
    : services_(services),
      scope_(std::move(scope)),
      state_(std::move(state)),
      incident_thread_([this](const std::stop_token& stop) {
        repeat(stop, {&BoardState::incident_trouble, &BoardFeed::incidents_at_},
               [&] { return follow_incidents(stop); });
      }),
      unit_thread_([this](const std::stop_token& stop) {
        repeat(stop, {&BoardState::unit_trouble, &BoardFeed::units_at_}, [this] { return renew_units(); });
      }),
      escalation_thread_([this](const std::stop_token& stop) {
        repeat(stop, {&BoardState::escalation_trouble, &BoardFeed::escalations_at_},
               [this] { return renew_escalations(); });
      }),
      answer_thread_([this](const std::stop_token& stop) {
        repeat(stop, {&BoardState::answer_trouble, &BoardFeed::answer_at_}, [this] { return ask_intake(); });
      }) {}

BoardState BoardFeed::state() const {
  const std::lock_guard lock(mutex_);
  BoardState state = state_;
  auto current_at = std::min({answer_at_, units_at_, escalations_at_});
  if (!state_.incident_trouble.empty()) current_at = std::min(current_at, incidents_at_);
  state.age = std::chrono::duration_cast<std::chrono::milliseconds>(Steady::now() - current_at);
  return state;
}

template <class Step>
void BoardFeed::repeat(const std::stop_token& stop, const Part& part, const Step& step) {
  for (; !stop.stop_requested(); pause_until_next(stop)) {
    const std::string found = trouble_of(step);
    const std::lock_guard lock(mutex_);
    state_.*part.trouble = found;
    if (found.empty()) this->*part.current_at = Steady::now();
  }
}

domain::Outcome<void> BoardFeed::follow_incidents(const std::stop_token& stop) {
  const auto list = client::all_pages(services_, v1::ListIncidentsRequest());
  if (!list) return tl::make_unexpected(list.error());
  {
    const std::lock_guard lock(mutex_);
    state_.incidents = by_id(*list);
    state_.incident_trouble.clear();
    incidents_at_ = Steady::now();
  }
  v1::WatchIncidentsRequest request;
  request.set_cursor(list->cursor());
  const auto on_message = [this](const v1::WatchIncidentsResponse& response) {
    const std::lock_guard lock(mutex_);
    if (response.has_incident()) take(state_, response.incident());
    incidents_at_ = Steady::now();
    return true;
  };
  return services_.watch(request, on_message, stop);
}

domain::Outcome<void> BoardFeed::renew_units() {
  return list_units(services_, scope_).map([this](std::vector<v1::Unit> units) {
    const std::lock_guard lock(mutex_);
    state_.units = std::move(units);
  });
}

domain::Outcome<void> BoardFeed::renew_escalations() {
  return list_escalations(services_, scope_).map([this](std::vector<v1::RaisedEscalation> escalations) {
    const std::lock_guard lock(mutex_);
    state_.escalations = std::move(escalations);
  });
}

domain::Outcome<void> BoardFeed::ask_intake() {
  v1::ListIncidentsRequest request;
  request.set_page_size(1);
  return services_.call(request).map([](const v1::ListIncidentsResponse&) {});
}

}  // namespace turnout::turnoutctl
