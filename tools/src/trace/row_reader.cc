#include "trace/row_reader.h"

#include <algorithm>

#include "geo/stations.h"
#include "text/width.h"

namespace turnout::trace {
namespace {

constexpr const char* kPlainPair = "{latitude}|{longitude}";

// Of stages with one column, the first of these has it. En route is last: nothing is in time by another's time.
constexpr std::array kKeepsColumn = {Stage::kReceived, Stage::kDispatched, Stage::kOnScene, Stage::kAvailable,
                                     Stage::kEnRoute};

std::vector<std::string> parts_of(const std::string& text, const std::string& separator) {
  if (separator.empty()) return {text};
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    parts.push_back(text.substr(begin, end - begin));
    begin = end + separator.size();
  }
  return parts;
}

std::string without_outer_spaces(const std::string& text) {
  const std::size_t begin = text.find_first_not_of(' ');
  return begin == std::string::npos ? "" : text.substr(begin, text.find_last_not_of(' ') + 1 - begin);
}

}  // namespace

RowReader::RowReader(Header header, const TraceMap& map)
    : map_(map),
      header_(std::move(header)),
      call_(find_if_named(map.columns.call)),
      unit_(find_if_named(map.columns.unit)),
      type_(find_if_named(map.columns.type)),
      priority_(find_if_named(map.columns.priority)),
      location_(find_if_named(map.columns.location)),
      latitude_(find_if_named(map.columns.latitude)),
      longitude_(find_if_named(map.columns.longitude)),
      times_(map.time),
      pattern_(LocationPattern::parse(location_ ? map.location_pattern : kPlainPair).value()) {
  if (map.statuses) {
    status_ = header_.find(map.statuses->status);
    status_time_ = header_.find(map.statuses->time);
  }
  for (const Stage stage : kStages) {
    stages_[place_of(stage)] = find_if_named(map.columns.of_stage[place_of(stage)]);
  }
  for (const auto& [stage, source] : map.durations) {
    for (const std::string& column : source.columns) durations_[stage].push_back(header_.find(column));
  }
  for (const std::string& stage : map.columns.stages) file_stages_.push_back(header_.find(stage));
  find_shared_stages();
}

RowReader::Source RowReader::find_if_named(const std::string& reference) const {
  return reference.empty() ? Source() : Source(header_.find(reference));
}

void RowReader::find_shared_stages() {
  std::vector<const CellText*> kept;
  for (const Stage stage : kKeepsColumn) {
    Source& source = stages_[place_of(stage)];
    if (!source) continue;
    const bool taken = std::ranges::any_of(kept, [&](const CellText* other) { return *other == *source; });
    if (taken) {
      shared_.insert(stage);
    } else {
      kept.push_back(&*source);
    }
  }
}

std::optional<Row> RowReader::read(CsvRow& fields, std::size_t number, FlawCounts& flaws) {
  if (!take_off_empty_end(fields)) {
    flaws.add(Flaw::kWrongFieldCount, number,
              std::to_string(fields.size()) + " fields instead of " + std::to_string(header_.width()));
    return std::nullopt;
  }
  if (map_.form.has_header && fields == header_.names()) {
    flaws.add(Flaw::kRepeatedHeader, number);
    return std::nullopt;
  }
  Row row;
  row.number = number;
  unprintable_text_ = minutes_only_ = false;
  unreadable_time_.clear();
  if (!read_names(fields, row, flaws)) return std::nullopt;
  read_stages(fields, row, flaws);
  if (status_ && !read_status(fields, row, flaws)) return std::nullopt;
  read_file_stages(fields, row);
  read_place(fields, row, flaws);
  ++rows_read_;
  if (unprintable_text_) flaws.add(Flaw::kUnprintableText, number);
  if (minutes_only_) flaws.add(Flaw::kMinutesOnly, number);
  if (!unreadable_time_.empty()) flaws.add(Flaw::kUnreadableTime, number, unreadable_time_);
  return row;
}

// Rows that end with delimiters have more fields than the header; they say no more than it.
bool RowReader::take_off_empty_end(CsvRow& fields) const {
  while (fields.size() > header_.width() && fields.back().empty()) fields.pop_back();
  return fields.size() == header_.width();
}

// The call, its units, its type and its priority. False for a row that names no call or no unit.
bool RowReader::read_names(const CsvRow& fields, Row& row, FlawCounts& flaws) {
  row.call = call_ ? read_text(fields, call_) : "row " + std::to_string(row.number);
  // Split before line feeds become spaces: they may be what separates the units.
  const std::string units = unit_ ? unit_->read(fields, map_.form.cells).value_or("") : "";
  for (const std::string& unit : parts_of(units, map_.columns.unit_separator)) {
    const std::string id = geo::identifier_from(without_outer_spaces(printable(unit)));
    if (!id.empty() && std::ranges::count(row.units, id) == 0) row.units.push_back(id);
  }
  // The row that says when a call was received need not name a unit.
  const bool needs_unit = unit_ && !status_;
  if (row.call.empty() || (needs_unit && row.units.empty())) {
    const bool no_call = row.call.empty();
    flaws.add(no_call ? Flaw::kNoCall : Flaw::kNoUnit, row.number, no_call ? call_->name : unit_->name);
    return false;
  }
  row.type = read_text(fields, type_);
  if (!priority_) return true;
  const std::string priority = read_text(fields, priority_);
  const auto known = map_.priorities.find(priority);
  if (known != map_.priorities.end()) {
    row.priority = known->second;
  } else {
    flaws.add(Flaw::kUnknownPriority, row.number, priority_->name + ": '" + priority + "'");
  }
  return true;
}

// False for a row whose status means nothing, or that lacks a unit or a time.
bool RowReader::read_status(const CsvRow& fields, Row& row, FlawCounts& flaws) {
  const std::string word = read_text(fields, status_);
  const auto stage = map_.statuses->stages.find(word);
  if (stage == map_.statuses->stages.end()) {
    flaws.add(Flaw::kUnknownStatus, row.number, status_->name + ": '" + word + "'");
    return false;
  }
  if (unit_ && row.units.empty() && stage->second != Stage::kReceived) {
    flaws.add(Flaw::kNoUnit, row.number, unit_->name);
    return false;
  }
  row.time(stage->second) = read_time(fields, *status_time_, {});
  if (midnight_) row.midnight.insert(stage->second);
  return true;
}

void RowReader::read_stages(const CsvRow& fields, Row& row, FlawCounts& flaws) {
  RowTime before;
  for (const Stage stage : kStages) {
    if (shared_.contains(stage)) {
      flaws.add(Flaw::kStageOfAnother, row.number,
                std::string(words_of(stage).title) + " has the " + column_of(stage) + " too");
      continue;
    }
    const Source& source = stages_[place_of(stage)];
    midnight_ = false;
    if (stage == Stage::kReceived && map_.receipts) {
      row.time(stage) =
          ReadTime{map_.receipts->first_ms + static_cast<std::int64_t>(rows_read_) * map_.receipts->every_ms};
      flaws.add(Flaw::kReceivedAssumed, row.number);
    } else if (source) {
      row.time(stage) = read_time(fields, *source, before);
    } else if (durations_.contains(stage)) {
      row.time(stage) = read_after(fields, stage, row);
    }
    if (midnight_) row.midnight.insert(stage);
    if (row.time(stage)) before = row.time(stage);
  }
}

void RowReader::read_file_stages(const CsvRow& fields, Row& row) {
  RowTime before;
  for (const CellText& source : file_stages_) {
    row.file_stages.push_back(read_time(fields, source, before));
    if (row.file_stages.back()) before = row.file_stages.back();
  }
}

void RowReader::read_place(const CsvRow& fields, Row& row, FlawCounts& flaws) const {
  if (!map_.has_location()) return;
  std::string text;
  std::string name;
  if (location_) {
    text = location_->read(fields, map_.form.cells).value_or("");
    name = location_->name;
  } else {
    text = latitude_->read(fields, map_.form.cells).value_or("") + "|" +
           longitude_->read(fields, map_.form.cells).value_or("");
    name = latitude_->name + " and " + longitude_->name;
  }
  row.position = pattern_.read(text, map_.form.decimal);
  if (!row.position) flaws.add(Flaw::kNoLocation, row.number, name + ": '" + text + "'");
}

RowTime RowReader::read_time(const CsvRow& fields, const CellText& source, const RowTime& before) {
  midnight_ = false;
  const auto text = source.read(fields, map_.form.cells);
  if (!text) return std::nullopt;
  const TimeReading reading = times_.read(*text, before);
  midnight_ = reading.time && reading.midnight;
  minutes_only_ |= reading.time && !reading.has_seconds;
  if (!reading.fits && unreadable_time_.empty()) unreadable_time_ = source.name + ": '" + *text + "'";
  return reading.time;
}

RowTime RowReader::read_after(const CsvRow& fields, Stage stage, const Row& row) {
  RowTime time = row.time(map_.durations.at(stage).after);
  if (!time) return std::nullopt;
  for (const CellText& source : durations_.at(stage)) {
    const auto text = source.read(fields, map_.form.cells);
    if (!text) return std::nullopt;
    const auto duration = read_duration(*text, map_.duration_unit, map_.form.decimal);
    if (!duration) {
      if (unreadable_time_.empty()) unreadable_time_ = source.name + ": '" + *text + "'";
      return std::nullopt;
    }
    time->at_ms += *duration;
    time->second_at_ms += *duration;
  }
  return time;
}

std::string RowReader::read_text(const CsvRow& fields, const Source& source) {
  if (!source) return {};
  return printable(source->read(fields, map_.form.cells).value_or(""));
}

std::string RowReader::printable(const std::string& text) {
  std::string shown = text::printable(text);
  unprintable_text_ |= shown != text || text.find("\xEF\xBF\xBD") != std::string::npos;
  return shown;
}

std::string RowReader::column_of(Stage stage) const {
  const Source& source = stages_[place_of(stage)];
  return source ? "column " + source->name : "";
}

std::vector<std::string> RowReader::meanings() const {
  std::vector<std::string> meanings(header_.width());
  const auto add = [&meanings](const Source& source, const std::string& meaning) {
    if (!source) return;
    for (const std::size_t column : source->columns) {
      meanings[column] += (meanings[column].empty() ? "" : ", ") + meaning;
    }
  };
  add(call_, "call number");
  add(unit_, map_.columns.unit_separator.empty() ? "unit" : "units");
  add(status_, "status");
  add(status_time_, "time of the status");
  for (const Stage stage : kStages) {
    const std::string title(words_of(stage).title);
    add(stages_[place_of(stage)], shared_.contains(stage) ? title + " (shared: absent)" : title);
    if (!durations_.contains(stage)) continue;
    std::string meaning = title + " (after ";
    meaning += words_of(map_.durations.at(stage).after).title;
    meaning += ")";
    for (const CellText& source : durations_.at(stage)) add(source, meaning);
  }
  add(type_, "type");
  add(priority_, "priority");
  add(location_, "place");
  add(latitude_, "latitude");
  add(longitude_, "longitude");
  for (const CellText& source : file_stages_) {
    for (const std::size_t column : source.columns) {
      if (meanings[column].empty()) meanings[column] = "stage (order only)";
    }
  }
  return meanings;
}

}  // namespace turnout::trace
