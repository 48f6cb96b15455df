// The stations of a city and their jurisdictions, read from GeoJSON.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "turnout/v1/incident.pb.h"
#include "turnout/v1/settings_service.pb.h"

namespace turnout::geo {

// Maximum number of stations of a city.
inline constexpr std::size_t kMaxStations = 500;

// A closed line of vertices, WGS 84.
using Ring = std::vector<v1::Position>;

// An area without gaps: an outer ring and the holes in it.
struct Polygon {
  Ring outer;
  std::vector<Ring> holes;
};

// One station with its jurisdiction as in the file, not cleaned yet.
struct StationArea {
  v1::Station station;
  std::vector<Polygon> polygons;
};

// What the properties of a feature mean. The defaults are those of the city files under deploy/.
struct StationProperties {
  std::string id = "id";                  // text or whole number; unique
  std::string name = "name";              // the same; absent = the id property's text
  std::string area_class = "area_class";  // urban, suburban or rural; absent = `default_area_class`
  v1::AreaClass default_area_class =
      v1::AREA_CLASS_UNSPECIFIED;                      // UNSPECIFIED = every station must have its own
  std::map<std::string, v1::AreaClass> area_class_of;  // by the id property's text; overrides the file
};

// The stations of the FeatureCollection in `file` (.geojson, plain or gzip), in the file's order. A station's
// position is its property `position` ([longitude, latitude]). Without that property it is unset, and
// Jurisdictions chooses a point inside the polygon. Throws DataError with one sentence that names the file, the
// feature, the key and what is allowed.
std::vector<StationArea> load_stations(const std::filesystem::path& file,
                                       const StationProperties& properties = {});

// The same for a text that was already read. `file` is only its name in errors.
std::vector<StationArea> parse_stations(std::string_view text, const std::string& file,
                                        const StationProperties& properties = {});

// Converts between "urban", "suburban", "rural" and the enum's values. An unknown text gives UNSPECIFIED.
// area_class_names lists the known names.
v1::AreaClass area_class_from(std::string_view name);
std::string area_class_name(v1::AreaClass area_class);
std::string area_class_names();

// `text` with '_' for every character that the vocabulary forbids in ids, cut to 64 characters:
// "Financial District/South Beach" → "Financial_District_South_Beach".
std::string identifier_from(std::string_view text);

}  // namespace turnout::geo
