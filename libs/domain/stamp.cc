#include "domain/stamp.h"

#include <algorithm>

namespace turnout::domain {
namespace {

v1::TimeBasis basis_of(const TimeReport& report, std::int64_t now_ms) {
  const bool is_record = report.source == v1::TIME_SOURCE_IMPORT && report.accept_imported;
  if (report.device_at_ms == 0) {
    return now_ms > report.latest_ms && !is_record ? v1::TIME_BASIS_UNCONFIRMED : v1::TIME_BASIS_SERVER;
  }
  const bool plausible =
      report.device_at_ms >= report.earliest_ms && report.device_at_ms <= now_ms + report.tolerance_ms;
  if (!plausible) return v1::TIME_BASIS_UNCONFIRMED;
  if (is_record) return v1::TIME_BASIS_RECORD;
  const bool silent_since = report.device_at_ms >= report.contact_at_ms && !report.could_have_come_before;
  const bool fits = report.device_at_ms <= report.latest_ms && report.in_sequence;
  if (is_from_terminal(report.source) && silent_since && fits) return v1::TIME_BASIS_DEVICE;
  return v1::TIME_BASIS_UNCONFIRMED;
}

}  // namespace

bool is_from_terminal(v1::TimeSource source) {
  return source == v1::TIME_SOURCE_BUTTON || source == v1::TIME_SOURCE_POSITION;
}

v1::Stamp stamp_of(TimeReport report, std::int64_t now_ms) {
  if (report.source == v1::TIME_SOURCE_UNSPECIFIED) report.source = v1::TIME_SOURCE_BUTTON;
  const v1::TimeBasis basis = basis_of(report, now_ms);
  const bool own_time = basis == v1::TIME_BASIS_DEVICE || basis == v1::TIME_BASIS_RECORD;
  v1::Stamp stamp;
  stamp.set_at_ms(own_time ? std::min(report.device_at_ms, now_ms) : now_ms);
  stamp.set_basis(basis);
  stamp.set_server_at_ms(now_ms);
  stamp.set_device_at_ms(report.device_at_ms);
  stamp.set_source(report.source);
  return stamp;
}

}  // namespace turnout::domain
