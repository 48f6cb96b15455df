#include "trace/time_reader.h"

namespace turnout::trace {
namespace {

constexpr std::int64_t kOneDayMs = 86'400'000;
constexpr std::int64_t kOutOfOrderMs =
    3'600'000;  // a stage that is less than this before another one was noted late

}  // namespace

TimeReader::TimeReader(const TimeForm& form) : next_day_(form.next_day) {
  for (const std::string& format : form.formats) formats_.emplace_back(format, form.zone);
  if (!form.none_before.empty()) {
    none_before_local_ms_ = LocalTimeFormat("%Y-%m-%d", form.zone).parse(form.none_before).value().local_ms;
  }
}

TimeReading TimeReader::read(const std::string& text, const RowTime& before) {
  for (LocalTimeFormat& format : formats_) {
    auto local = format.parse(text);
    if (!local) continue;
    if (none_before_local_ms_ && local->local_ms < *none_before_local_ms_) return {.fits = true, .time = {}};
    const bool midnight = local->is_midnight();
    RowTime time = format.instant_of(*local);
    if (next_day_ && time && before && time->at_ms < before->at_ms - kOutOfOrderMs) {
      local->local_ms += kOneDayMs;
      time = format.instant_of(*local);
    }
    return {
        .fits = time.has_value(), .time = time, .midnight = midnight, .has_seconds = format.has_seconds()};
  }
  return {};
}

}  // namespace turnout::trace
