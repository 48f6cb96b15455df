#include "replay/slice.h"

#include <fmt/format.h>

#include "replay/errors.h"
#include "replay/time_text.h"
#include "trace/trace_reader.h"

namespace turnout::replay {
namespace {

std::int64_t parse_flag_time(const char* flag, const std::string& text, const std::string& zone) {
  if (const auto at_ms = read_time(text, zone)) return *at_ms;
  throw NotPlayable(
      fmt::format("{}: \"{}\" is not a time; write \"2020-04-07 08:00\" (in {}) or 2020-04-07T15:00:00Z",
                  flag, text, zone));
}

}  // namespace

trace::Trace read_slice(const Options& options, const trace::TraceMap& map) {
  trace::Trace trace = trace::read_trace(options.trace, map);
  if (!options.from.empty()) {
    const std::int64_t from_ms = parse_flag_time("--from", options.from, map.time.zone);
    std::erase_if(trace.calls, [=](const auto& call) { return call.received_at_ms < from_ms; });
  }
  if (!options.to.empty()) {
    const std::int64_t to_ms = parse_flag_time("--to", options.to, map.time.zone);
    std::erase_if(trace.calls, [=](const auto& call) { return call.received_at_ms >= to_ms; });
  }
  if (trace.calls.empty()) throw NotPlayable("the trace has no call between --from and --to");
  return trace;
}

}  // namespace turnout::replay
