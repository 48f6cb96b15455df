#include "turnoutctl/accountability_text.h"

#include <fmt/format.h>

#include "client/chinese_words.h"
#include "client/words.h"
#include "text/duration.h"
#include "text/time.h"

namespace turnout::turnoutctl {
namespace {

using client::word;
using text::clock_time;

std::string describe_one(const v1::DeadlineWarned& warned, const v1::TimeZone& zone) {
  std::string told;
  for (const int role : warned.tell()) {
    told += (told.empty() ? "; tells " : ", ") + word(static_cast<v1::DutyRole>(role));
  }
  return fmt::format("deadline nears: {}, due {}{}{}", clock_name(warned.kind(), warned.order_number()),
                     clock_time(warned.due_at_ms(), zone), told,
                     warned.recommend_backup() ? "; another unit may be faster" : "");
}

std::string describe_one(const v1::DeadlineBreached& breach, const v1::TimeZone& zone) {
  return fmt::format("deadline passed: {}, due {}", clock_name(breach.kind(), breach.order_number()),
                     clock_time(breach.due_at_ms(), zone));
}

std::string describe_one(const v1::EscalationRaised& raised) {
  if (raised.reminder()) {
    return fmt::format("reminded: {} is still late, {}", clock_name(raised.kind(), raised.order_number()),
                       raised.person());
  }
  return fmt::format("escalated: {}, level {}, {}", clock_name(raised.kind(), raised.order_number()),
                     raised.level(), post(raised.role(), raised.person()));
}

std::string describe_one(const v1::EscalationAcknowledged& acknowledged) {
  return fmt::format("acknowledged: {}: {}", clock_name(acknowledged.kind(), acknowledged.order_number()),
                     acknowledged.note());
}

std::string describe_one(const v1::DeadlineAtRisk& risk, const v1::TimeZone& zone) {
  std::string text =
      fmt::format("will be late: {}, expected {}, due {}", word(risk.kind()),
                  clock_time(risk.predicted_at_ms(), zone), clock_time(risk.due_at_ms(), zone));
  if (risk.alternative_unit_id().empty()) return text;
  return fmt::format("{}; {} could at {}", text, risk.alternative_unit_id(),
                     clock_time(risk.alternative_at_ms(), zone));
}

std::string describe_one(const v1::RiskCleared& cleared, const v1::TimeZone& zone) {
  return fmt::format("in time again: {}, expected {}", word(cleared.kind()),
                     clock_time(cleared.predicted_at_ms(), zone));
}

std::string describe_one(const v1::HandoverRequested& requested) {
  const std::string& station = requested.to_station_id();
  return fmt::format("handover to {}{} requested: {}", requested.to_officer_id(),
                     station.empty() ? "" : " of " + station, requested.reason());
}

std::string describe_one(const v1::HandoverRefused& refused) {
  return fmt::format("handover refused: {}; {} decides", refused.reason(),
                     post(refused.arbiter_role(), refused.arbiter_id()));
}

std::string describe_one(const v1::HandoverArbitrated& arbitrated) {
  return fmt::format("handover decided: {} answers: {}", arbitrated.officer_id(), arbitrated.reason());
}

std::string describe_one(const v1::TimeAdjudicated& adjudicated, const v1::TimeZone& zone) {
  const v1::Stamp& after = adjudicated.after();
  if (after.at_ms() == adjudicated.before().at_ms() && after.device_at_ms() != 0) {
    return fmt::format("{} (order {}) {}: {} counts, {} was said: {}", word(adjudicated.milestone()),
                       adjudicated.order_number(), word(after.basis()), clock_time(after.at_ms(), zone),
                       clock_time(after.device_at_ms(), zone), after.adjudication_reason());
  }
  return fmt::format(
      "{} (order {}) {}: {} instead of {}: {}", word(adjudicated.milestone()), adjudicated.order_number(),
      word(adjudicated.after().basis()), clock_time(adjudicated.after().at_ms(), zone),
      clock_time(adjudicated.before().at_ms(), zone), adjudicated.after().adjudication_reason());
}

std::string describe_one(const v1::StartCorrected& corrected, const v1::TimeZone& zone) {
  return fmt::format("began at {} instead of {}: {}", text::date_time(corrected.at_ms(), zone),
                     text::date_time(corrected.before_ms(), zone), corrected.reason());
}

}  // namespace

std::string post(v1::DutyRole role, const std::string& person) {
  return word(role) + (person.empty() ? " (nobody on duty)" : " " + person);
}

std::string person_in_post(const std::string& person, v1::DutyRole role) {
  return (person.empty() ? "nobody on duty" : person) + ", " + word(role);
}

std::string post_name(v1::DutyRole role) {
  const std::string chinese = client::chinese_word_of(*v1::DutyRole_descriptor(), role);
  return chinese.empty() ? word(role) : word(role) + " " + chinese;
}

std::string late_text(const v1::Attribution& late) {
  const std::string what =
      fmt::format("{} by {}: ", clock_name(late.kind(), late.order_number()), text::duration(late.late_ms()));
  if (late.unit_id().empty()) return what + late.officer_id() + " answered for it at the deadline";
  if (late.officer_id().empty()) return what + late.unit_id() + ", whose order nobody has signed";
  return what + late.officer_id() + " of " + late.unit_id();
}

std::string clock_name(v1::ClockKind kind, std::uint32_t order_number) {
  return order_number == 0 ? word(kind) : fmt::format("{} (order {})", word(kind), order_number);
}

std::string describe_accountability(const v1::Event& event, const v1::TimeZone& zone) {
  switch (event.body_case()) {
    case v1::Event::kDeadlineWarned:
      return describe_one(event.deadline_warned(), zone);
    case v1::Event::kDeadlineBreached:
      return describe_one(event.deadline_breached(), zone);
    case v1::Event::kEscalationRaised:
      return describe_one(event.escalation_raised());
    case v1::Event::kEscalationAcknowledged:
      return describe_one(event.escalation_acknowledged());
    case v1::Event::kDeadlineAtRisk:
      return describe_one(event.deadline_at_risk(), zone);
    case v1::Event::kRiskCleared:
      return describe_one(event.risk_cleared(), zone);
    case v1::Event::kHandoverRequested:
      return describe_one(event.handover_requested());
    case v1::Event::kHandoverAccepted:
      return "handover accepted";
    case v1::Event::kHandoverWithdrawn:
      return "handover withdrawn: " + event.handover_withdrawn().reason();
    case v1::Event::kHandoverRefused:
      return describe_one(event.handover_refused());
    case v1::Event::kHandoverArbitrated:
      return describe_one(event.handover_arbitrated());
    case v1::Event::kTimeAdjudicated:
      return describe_one(event.time_adjudicated(), zone);
    case v1::Event::kStartCorrected:
      return describe_one(event.start_corrected(), zone);
    default:
      return "";
  }
}

}  // namespace turnout::turnoutctl
