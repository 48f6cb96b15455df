#include "trace/trace_reader.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <unordered_map>

#include "geo/data_error.h"
#include "geo/text_file.h"
#include "trace/csv.h"
#include "trace/find_flaws.h"
#include "trace/row_reader.h"

namespace turnout::trace {
namespace {

bool same_place(const v1::Position& a, const v1::Position& b) {
  return a.latitude_deg() == b.latitude_deg() && a.longitude_deg() == b.longitude_deg();
}

// Groups the rows by call.
class CallGroups {
 public:
  void add(Row row, FlawCounts& flaws) {
    const TraceOrder& order = row.order;
    if (!seen_.emplace(row.call, order.unit_id, order.dispatched_at_ms).second) {
      flaws.add(Flaw::kRepeatedRow, order.row);
      return;
    }
    const auto [found, is_new] = index_.try_emplace(row.call, groups_.size());
    if (is_new) {
      groups_.push_back(
          {TraceCall{row.call, row.type, row.priority, row.position, 0, {}}, row.received_at_ms});
    }
    Group& group = groups_[found->second];
    if (group.differs_from(row)) flaws.add(Flaw::kCallDiffers, order.row);
    if (!group.received_at_ms) group.received_at_ms = row.received_at_ms;
    if (!group.call.position) group.call.position = row.position;
    group.call.orders.push_back(std::move(row.order));
  }

  // The calls in order. Calls without a time of receipt are left out, and their rows are counted.
  std::vector<TraceCall> take(FlawCounts& flaws) {
    std::vector<TraceCall> calls;
    for (Group& group : groups_) {
      if (!group.received_at_ms) {
        for (const TraceOrder& order : group.call.orders) flaws.add(Flaw::kNoReceived, order.row);
        continue;
      }
      group.call.received_at_ms = *group.received_at_ms;
      std::stable_sort(group.call.orders.begin(), group.call.orders.end(),
                       [](const auto& a, const auto& b) { return a.dispatched_at_ms < b.dispatched_at_ms; });
      calls.push_back(std::move(group.call));
    }
    std::sort(calls.begin(), calls.end(), [](const TraceCall& a, const TraceCall& b) {
      return std::tie(a.received_at_ms, a.number) < std::tie(b.received_at_ms, b.number);
    });
    return calls;
  }

 private:
  struct Group {
    TraceCall call;
    Instant received_at_ms;

    bool differs_from(const Row& row) const {
      const bool other_time = received_at_ms && row.received_at_ms && received_at_ms != row.received_at_ms;
      const bool other_place = call.position && row.position && !same_place(*call.position, *row.position);
      return other_time || other_place || call.type != row.type || call.priority != row.priority;
    }
  };

  std::vector<Group> groups_;
  std::unordered_map<std::string, std::size_t> index_;
  std::set<std::tuple<std::string, std::string, Instant>> seen_;
};

// Why no call is left, according to the counts.
std::string reasons(const Trace& trace, const TraceMap& map) {
  std::string text = "none of its " + std::to_string(trace.rows) + " rows can be used";
  for (const Flaw flaw :
       {Flaw::kWrongFieldCount, Flaw::kNoCall, Flaw::kNoUnit, Flaw::kUnreadableTime, Flaw::kNoReceived}) {
    if (const std::size_t count = trace.flaws.count(flaw); count > 0) {
      text += "; " + std::to_string(count) + " " + std::string(describe(flaw).meaning);
    }
  }
  return text + " (" + map.file + " has the time format '" + map.time_format + "')";
}

}  // namespace

Trace read_trace(const std::filesystem::path& file, const TraceMap& map) {
  return parse_trace(geo::read_text_file(file), file.string(), map);
}

Trace parse_trace(std::string_view text, const std::string& file, const TraceMap& map) {
  Trace trace;
  CallGroups groups;
  std::optional<RowReader> reader;
  read_csv(text, file, [&](CsvRow& fields) {
    if (!reader) {
      reader.emplace(fields, file, map);
      return;
    }
    ++trace.rows;
    if (auto row = reader->read(fields, trace.rows + 1, trace.flaws))
      groups.add(std::move(*row), trace.flaws);
  });
  if (!reader) throw geo::DataError(file + ": the file is empty");
  trace.calls = groups.take(trace.flaws);
  if (trace.calls.empty()) throw geo::DataError(file + ": " + reasons(trace, map));
  find_flaws(trace);
  return trace;
}

}  // namespace turnout::trace
