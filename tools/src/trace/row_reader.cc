#include "trace/row_reader.h"

#include <algorithm>

#include "geo/data_error.h"
#include "text/width.h"

namespace turnout::trace {
namespace {

constexpr const char* kPlainPair = "{latitude},{longitude}";

std::string joined(const CsvRow& names) {
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "" : ", ") + text::printable(name);
  return list;
}

bool in_order(const std::vector<Instant>& stages) {
  Instant last;
  for (const Instant& stage : stages) {
    if (!stage) continue;
    if (last && *stage < *last) return false;
    last = stage;
  }
  return true;
}

}  // namespace

RowReader::RowReader(const CsvRow& header, const std::string& file, const TraceMap& map)
    : map_(map),
      width_(header.size()),
      columns_(find_columns(header, file, map)),
      times_(map.time_format, map.time_zone),
      location_(LocationPattern::parse(columns_.location ? map.location_pattern : kPlainPair).value()) {}

RowReader::Places RowReader::find_columns(const CsvRow& header, const std::string& file,
                                          const TraceMap& map) {
  const auto find = [&](const std::string& name) {
    const auto found = std::find(header.begin(), header.end(), name);
    if (found == header.end()) {
      throw geo::DataError(file + ": has no column '" + name + "', which " + map.file +
                           " names; it has: " + joined(header));
    }
    if (std::find(found + 1, header.end(), name) != header.end()) {
      throw geo::DataError(file + ": has the column '" + name + "' twice");
    }
    return static_cast<std::size_t>(found - header.begin());
  };
  const auto find_if_named = [&](const std::string& name) {
    return name.empty() ? Column() : Column(find(name));
  };
  const Columns& names = map.columns;
  Places places;
  places.call = find(names.call);
  places.unit = find(names.unit);
  places.received = find(names.received);
  places.dispatched = find(names.dispatched);
  places.en_route = find(names.en_route);
  places.on_scene = find(names.on_scene);
  places.available = find(names.available);
  places.location = find_if_named(names.location);
  places.latitude = find_if_named(names.latitude);
  places.longitude = find_if_named(names.longitude);
  places.type = find_if_named(names.type);
  places.priority = find_if_named(names.priority);
  for (const std::string& stage : names.stages) places.stages.push_back(find(stage));
  return places;
}

std::optional<Row> RowReader::read(const CsvRow& fields, std::size_t row, FlawCounts& flaws) {
  if (fields.size() != width_) {
    flaws.add(Flaw::kWrongFieldCount, row);
    return std::nullopt;
  }
  unreadable_time_ = ambiguous_time_ = unprintable_text_ = false;
  Row result;
  result.call = read_text(fields, columns_.call);
  result.order.row = row;
  result.order.unit_id = geo::identifier_from(read_text(fields, columns_.unit));
  if (result.call.empty() || result.order.unit_id.empty()) {
    flaws.add(result.call.empty() ? Flaw::kNoCall : Flaw::kNoUnit, row);
    return std::nullopt;
  }
  result.type = read_text(fields, columns_.type);
  const std::string priority = read_text(fields, columns_.priority);
  const auto known = map_.priorities.find(priority);
  if (known != map_.priorities.end()) result.priority = known->second;
  result.position = read_position(fields);
  result.received_at_ms = read_time(fields, *columns_.received);
  result.order.dispatched_at_ms = read_time(fields, *columns_.dispatched);
  result.order.en_route_at_ms = read_time(fields, *columns_.en_route);
  result.order.on_scene_at_ms = read_time(fields, *columns_.on_scene);
  result.order.available_at_ms = read_time(fields, *columns_.available);
  std::vector<Instant> stages;
  for (const std::size_t column : columns_.stages) stages.push_back(read_time(fields, column));

  if (unprintable_text_) flaws.add(Flaw::kUnprintableText, row);
  if (columns_.priority && known == map_.priorities.end()) flaws.add(Flaw::kUnknownPriority, row);
  if (!result.position) flaws.add(Flaw::kNoLocation, row);
  if (unreadable_time_) flaws.add(Flaw::kUnreadableTime, row);
  if (ambiguous_time_) flaws.add(Flaw::kAmbiguousTime, row);
  if (!in_order(stages)) flaws.add(Flaw::kStagesOutOfOrder, row);
  if (!in_order({result.received_at_ms, result.order.dispatched_at_ms, result.order.en_route_at_ms,
                 result.order.on_scene_at_ms, result.order.available_at_ms})) {
    flaws.add(Flaw::kPlayedStagesOutOfOrder, row);
  }
  return result;
}

Instant RowReader::read_time(const CsvRow& fields, std::size_t column) {
  const std::string& text = fields[column];
  if (text.empty()) return std::nullopt;
  const auto read = times_.read(text);
  if (!read) {
    unreadable_time_ = true;
    return std::nullopt;
  }
  ambiguous_time_ |= read->ambiguous;
  return read->at_ms;
}

std::optional<v1::Position> RowReader::read_position(const CsvRow& fields) const {
  if (columns_.location) return location_.read(fields[*columns_.location]);
  return location_.read(fields[*columns_.latitude] + "," + fields[*columns_.longitude]);
}

std::string RowReader::read_text(const CsvRow& fields, Column column) {
  if (!column) return {};
  std::string printable = text::printable(fields[*column]);
  unprintable_text_ |= printable != fields[*column];
  return printable;
}

}  // namespace turnout::trace
