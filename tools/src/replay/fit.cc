#include "replay/fit.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "domain/policy.h"
#include "geo/distance.h"
#include "replay/time_text.h"

namespace turnout::replay {
namespace {

using Misfit = std::optional<std::string>;

Misfit misfit_of_clock(const v1::Settings& settings, double speed, std::int64_t first_call_ms) {
  if (settings.clock().speed() != speed) {
    return fmt::format(
        "the services run at speed {:g}, not {:g}: start them with --clock-speed {:g}, or "
        "give --speed {:g}",
        settings.clock().speed(), speed, speed, settings.clock().speed());
  }
  if (settings.now_ms() >= first_call_ms) {
    return fmt::format(
        "it is {} on the services' clock, but the first call was received at {}: start them "
        "with an earlier --clock-anchor-sim-ms",
        rfc3339(settings.now_ms()), rfc3339(first_call_ms));
  }
  return std::nullopt;
}

Misfit misfit_of_policy(const v1::Settings& settings) {
  const v1::Policy& policy = settings.policy();
  if (!policy.accept_imported_times()) {
    return fmt::format(
        "the services' policy {} does not accept imported times (accept_imported_times), so "
        "the trace's own times would not count: use deploy/traces/policy.yaml",
        policy.version());
  }
  std::set<v1::AreaClass> areas;
  for (const v1::Station& station : settings.stations()) areas.insert(station.area_class());
  const auto faults = domain::faults_of(policy, areas);
  if (faults.empty()) return std::nullopt;
  return fmt::format("the services' policy {}: {}", policy.version(), faults.front());
}

// The stations that the map gives a class by name must be there, with that class.
Misfit misfit_of_stations(const v1::Settings& settings, const geo::StationProperties& jurisdictions) {
  if (settings.stations().empty()) return "the services' city has no station";
  for (const auto& [name, area_class] : jurisdictions.area_class_of) {
    const std::string id = geo::identifier_from(name);
    const auto found = std::ranges::find(settings.stations(), id, &v1::Station::id);
    if (found == settings.stations().end()) {
      return fmt::format("the services' city has no station {}, which the map names: is it another city?",
                         id);
    }
    if (found->area_class() != area_class) {
      return fmt::format("the services' station {} has another area class than the map gives it", id);
    }
  }
  return std::nullopt;
}

Misfit misfit_of_places(const v1::Settings& settings, const std::vector<trace::TraceCall>& calls) {
  for (const trace::TraceCall& call : calls) {
    if (!call.position) continue;
    const v1::Station& station = nearest_station(settings, call.position);
    const double distance_m = geo::distance_m(station.position(), *call.position);
    if (distance_m <= kNearCityM) continue;
    return fmt::format(
        "call {} lies {:.0f} km from the nearest station ({}): the services' city is another "
        "one than the trace's",
        call.number, distance_m / 1'000, station.id());
  }
  return std::nullopt;
}

}  // namespace

Misfit misfit(const v1::Settings& settings, double speed, const geo::StationProperties& jurisdictions,
              const std::vector<trace::TraceCall>& calls) {
  if (auto found = misfit_of_stations(settings, jurisdictions)) return found;
  if (auto found = misfit_of_places(settings, calls)) return found;
  if (auto found = misfit_of_policy(settings)) return found;
  return misfit_of_clock(settings, speed, calls.front().received_at_ms);
}

const v1::Station& nearest_station(const v1::Settings& settings, const std::optional<v1::Position>& place) {
  if (!place) return settings.stations(0);
  return *std::ranges::min_element(settings.stations(), {}, [&place](const v1::Station& station) {
    return geo::distance_m(station.position(), *place);
  });
}

}  // namespace turnout::replay
