// The city of a service: its stations, and which of them is responsible for a place.
#pragma once

#include <filesystem>
#include <set>
#include <string>

#include "domain/decision.h"
#include "domain/outcome.h"
#include "geo/jurisdictions.h"

namespace turnout::chassis {

// Immutable; safe to use from any thread.
class City {
 public:
  // Throws geo::DataError.
  explicit City(const std::filesystem::path& stations_file);

  // The responsible station: the chosen one, else by position, else none (UNKNOWN), as for a position that is implausible. A report is never refused for
  // its place; it is refused only if the chosen station does not exist (UNKNOWN_STATION).
  domain::Outcome<domain::Jurisdiction> resolve(const v1::Place& place,
                                                const std::string& chosen_station) const;

  domain::Outcome<void> require_station(const std::string& id, const std::string& field) const;
  // False for 0, 0, with which devices mean that they have no fix, and for what lies more than 100 km outside the city.
  bool is_plausible(const v1::Position& position) const;
  // The named station, or nullptr.
  const v1::Station* station(const std::string& id) const { return jurisdictions_.find(id); }
  const std::vector<v1::Station>& stations() const { return jurisdictions_.stations(); }
  std::set<v1::AreaClass> area_classes() const;
  // The result of cleaning the polygons, for the log.
  std::string cleaning() const { return jurisdictions_.report().sentence(); }

 private:
  geo::Jurisdictions jurisdictions_;
};

}  // namespace turnout::chassis
