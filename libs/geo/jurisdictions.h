// Which station answers for a place (辖区).
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "geo/stations.h"

namespace turnout::geo {

// The answer to `locate`.
struct Responsibility {
  const v1::Station& station;  // lives as long as the Jurisdictions
  v1::StationBasis basis;      // POLYGON or NEAREST
  double outside_m;            // metres to the station's boundary; 0 for POLYGON
};

// What cleaning changed in the polygons, and which faults remain.
struct CleaningReport {
  std::size_t stations = 0;
  std::size_t polygons = 0;            // as read
  std::size_t vertices = 0;            // as read, rings closed
  std::size_t repeated_vertices = 0;   // removed
  std::size_t spike_vertices = 0;      // removed
  std::size_t collapsed_polygons = 0;  // had no area: removed
  std::size_t invalid_stations =
      0;  // still cross or touch themselves; kept, inside is where the winding number is not 0
  std::size_t slivers = 0;  // pairs of stations that overlap by at most 1 % of the smaller
  double sliver_m2 = 0;     // total area of these overlaps

  // One sentence for the start-up log.
  std::string sentence() const;
};

// The jurisdictions of one city. Built once, then immutable: safe to use from any thread.
//
// Every place gets exactly one station, always the same. Where polygons overlap in a sliver or share a
// boundary, the station of the smaller polygon wins, then the lower id. Outside all polygons the station with
// the nearest boundary wins.
class Jurisdictions {
 public:
  // How much two stations may overlap, as a share of the smaller one.
  static constexpr double kMaxOverlap = 0.01;

  // Throws DataError, naming `file` and the stations, when a station has no polygon with an area, or when two
  // stations overlap by more than kMaxOverlap or cannot be compared. A station without a position gets one
  // inside its largest polygon.
  Jurisdictions(const std::vector<StationArea>& areas, const std::string& file);
  // Reads the GeoJSON `file` (see load_stations) and builds the jurisdictions.
  static Jurisdictions load(const std::filesystem::path& file, const StationProperties& properties = {});

  Jurisdictions(Jurisdictions&&) noexcept;
  Jurisdictions& operator=(Jurisdictions&&) noexcept;
  ~Jurisdictions();

  // `position` must be finite and within the ranges of the vocabulary.
  Responsibility locate(const v1::Position& position) const;

  // In the order of the file.
  const std::vector<v1::Station>& stations() const { return stations_; }
  // The station with this id, or nullptr.
  const v1::Station* find(std::string_view id) const;

  const CleaningReport& report() const { return report_; }

 private:
  struct Map;

  std::vector<v1::Station> stations_;
  CleaningReport report_;
  std::unique_ptr<const Map> map_;
};

}  // namespace turnout::geo
