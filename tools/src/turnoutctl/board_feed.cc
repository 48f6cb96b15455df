#include "turnoutctl/board_feed.h"

#include <condition_variable>

#include "client/pages.h"
#include "client/refusals.h"

namespace turnout::turnoutctl {
namespace {

constexpr std::chrono::seconds kPace{1};

void pause(const std::stop_token& stop) {
  std::mutex mutex;
  std::unique_lock lock(mutex);
  std::condition_variable_any stopped;
  stopped.wait_for(lock, stop, kPace, [] { return false; });
}

// Empty, or why `step` did not succeed.
template <class Step>
std::string trouble_of(const Step& step) {
  try {
    const auto outcome = step();
    return outcome ? "" : client::sentence(outcome.error());
  } catch (const client::Unanswered& unanswered) {
    return unanswered.what();
  }
}

domain::Outcome<std::vector<v1::Unit>> list_units(const client::Services& services) {
  return client::all_pages(services, v1::ListUnitsRequest()).map([](const v1::ListUnitsResponse& response) {
    return std::vector<v1::Unit>(response.units().begin(), response.units().end());
  });
}

std::map<std::string, v1::Incident> by_id(const v1::ListIncidentsResponse& list) {
  std::map<std::string, v1::Incident> incidents;
  for (const v1::Incident& incident : list.incidents()) incidents[incident.id()] = incident;
  return incidents;
}

}  // namespace

void take(BoardState& state, const v1::Incident& incident) {
  const auto known = state.incidents.find(incident.id());
  if (known != state.incidents.end() && known->second.version() > incident.version()) return;
  if (incident.status() == v1::INCIDENT_STATUS_OPEN) {
    state.incidents[incident.id()] = incident;
  } else {
    state.incidents.erase(incident.id());
  }
}

domain::Outcome<BoardState> read_board(const client::Services& services) {
  const auto list = client::all_pages(services, v1::ListIncidentsRequest());
  if (!list) return tl::make_unexpected(list.error());
  auto units = list_units(services);
  if (!units) return tl::make_unexpected(units.error());
  return BoardState{
      .incidents = by_id(*list), .units = *std::move(units), .incident_trouble = "", .unit_trouble = ""};
}

BoardFeed::BoardFeed(const client::Services& services, BoardState state)
    : services_(services),
      state_(std::move(state)),
      incident_thread_([this](const std::stop_token& stop) { follow_incidents(stop); }),
      unit_thread_([this](const std::stop_token& stop) { follow_units(stop); }) {}

BoardState BoardFeed::state() const {
  const std::lock_guard lock(mutex_);
  return state_;
}

void BoardFeed::follow_incidents(const std::stop_token& stop) {
  for (; !stop.stop_requested(); pause(stop)) {
    const std::string trouble = trouble_of([&]() -> domain::Outcome<void> {
      const auto list = client::all_pages(services_, v1::ListIncidentsRequest());
      if (!list) return tl::make_unexpected(list.error());
      {
        const std::lock_guard lock(mutex_);
        state_.incidents = by_id(*list);
        state_.incident_trouble.clear();
      }
      return watch_from(list->cursor(), stop);
    });
    const std::lock_guard lock(mutex_);
    state_.incident_trouble = trouble;
  }
}

domain::Outcome<void> BoardFeed::watch_from(const std::string& cursor, const std::stop_token& stop) {
  v1::WatchIncidentsRequest request;
  request.set_cursor(cursor);
  const auto heard = [this](const v1::WatchIncidentsResponse& response) {
    const std::lock_guard lock(mutex_);
    if (response.has_incident()) take(state_, response.incident());
    return true;
  };
  return services_.watch(request, heard, stop);
}

void BoardFeed::follow_units(const std::stop_token& stop) {
  for (; !stop.stop_requested(); pause(stop)) {
    const std::string trouble = trouble_of([&] {
      return list_units(services_).map([this](std::vector<v1::Unit> units) {
        const std::lock_guard lock(mutex_);
        state_.units = std::move(units);
      });
    });
    const std::lock_guard lock(mutex_);
    state_.unit_trouble = trouble;
  }
}

}  // namespace turnout::turnoutctl
