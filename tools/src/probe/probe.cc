#include "probe/probe.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>

#include "client/new_id.h"
#include "client/pages.h"
#include "client/refusals.h"
#include "client/settings.h"

namespace turnout::probe {
namespace {

const std::string kUnit = "probe-1";
const std::string kActor = "probe";
constexpr std::chrono::seconds kLongestWait{8};  // for a deadline of 5 s at most
constexpr std::int64_t kLatestMs = 1'000;

template <class Response>
Response must(const std::string& step, domain::Outcome<Response> outcome) {
  if (!outcome) throw Failed(step + ": " + client::sentence(outcome.error()));
  return *std::move(outcome);
}

void require(bool holds, const std::string& otherwise) {
  if (!holds) throw Failed(otherwise);
}

template <class Request>
Request command(const std::string& incident_id = "") {
  Request request;
  request.set_request_id(client::new_id());
  request.set_actor(kActor);
  if constexpr (requires { request.set_incident_id(""); }) request.set_incident_id(incident_id);
  if constexpr (requires { request.set_unit_id(""); }) request.set_unit_id(kUnit);
  return request;
}

const v1::Clock* clock_of(const v1::Incident& incident, v1::ClockKind kind) {
  const auto found = std::ranges::find(incident.clocks(), kind, &v1::Clock::kind);
  return found == incident.clocks().end() ? nullptr : &*found;
}

// Requests a stop after `time` unless it is destroyed before.
class Alarm {
 public:
  Alarm(std::stop_source& stop, std::chrono::milliseconds time)
      : thread_([this, &stop, time](const std::stop_token& ended) {
          std::unique_lock lock(mutex_);
          if (!wake_.wait_for(lock, ended, time, [] { return false; }) && !ended.stop_requested())
            stop.request_stop();
        }) {}

 private:
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::jthread thread_;
};

}  // namespace

Probe::Probe(const client::Services& services) : services_(services) {
  const client::AllSettings all = must("GetSettings", client::all_settings(services_));
  if (const auto differs = client::disagreement(all)) throw Failed(*differs);
  const v1::Settings& settings = all.intake;
  require(settings.district().starts_with("probe"),
          "district " + settings.district() + " is not for probes: its name must begin with \"probe\"");
  require(!settings.stations().empty(), "the city has no stations");
  station_id_ = settings.stations(0).id();
  end_what_is_left();
  auto unit = command<v1::RegisterUnitRequest>();
  unit.mutable_details()->set_district(settings.district());
  unit.mutable_details()->set_station_id(station_id_);
  must("RegisterUnit", services_.call(unit));
}

void Probe::run() {
  end_what_is_left();
  v1::ListIncidentsRequest list;
  list.set_page_size(1);
  const std::string cursor = must("ListIncidents", services_.call(list)).cursor();
  const std::string incident_id = report();
  see_deadline_fire(incident_id, cursor);
  turn_out(incident_id);
  read_back(incident_id);
}

// Cancels the incidents of a failed run.
void Probe::end_what_is_left() {
  const auto open = must("ListIncidents", client::all_pages(services_, v1::ListIncidentsRequest()));
  for (const v1::IncidentSummary& incident : open.incidents()) {
    if (incident.first_call().received_by() != kActor)
      throw Failed("incident " + incident.id() + " is not the probe's");
    auto cancel = command<v1::CancelIncidentRequest>(incident.id());
    cancel.set_reason("left over by a probe that failed");
    must("CancelIncident", services_.call(cancel));
  }
}

std::string Probe::report() {
  v1::ReportIncidentRequest request;
  request.set_incident_id(client::new_id());
  request.mutable_call()->set_source(v1::CALL_SOURCE_OFFICER);
  request.mutable_call()->set_received_by(kActor);
  request.mutable_call()->mutable_caller()->set_words("probe");
  request.set_station_id(station_id_);
  const auto response = must("ReportIncident", services_.call(request));
  const v1::Clock* assign = clock_of(response.incident(), v1::CLOCK_KIND_ASSIGN);
  require(assign != nullptr && assign->limit_ms() >= 1'000 && assign->limit_ms() <= 5'000,
          "the policy's assign limit must be 1 to 5 s");
  return request.incident_id();
}

void Probe::see_deadline_fire(const std::string& incident_id, const std::string& cursor) {
  std::stop_source stop;
  const Alarm alarm(stop, kLongestWait);
  std::int64_t late_ms = -1;
  v1::WatchIncidentsRequest request;
  request.set_cursor(cursor);
  const client::OnMessage<v1::WatchIncidentsResponse> on_message =
      [&](const v1::WatchIncidentsResponse& message) {
        const v1::Event& event = message.event();
        if (event.incident_id() != incident_id || !event.has_deadline_breached()) return true;
        late_ms = event.at_ms() - event.deadline_breached().due_at_ms();
        return false;
      };
  if (const auto ended = services_.watch(request, on_message, stop.get_token()); !ended) {
    throw Failed("WatchIncidents: " + client::sentence(ended.error()));
  }
  require(late_ms >= 0, "the assign deadline did not fire on the watch stream within " +
                            std::to_string(kLongestWait.count()) + " s");
  require(late_ms <= kLatestMs, "the assign deadline fired " + std::to_string(late_ms) + " ms late");
}

void Probe::turn_out(const std::string& incident_id) {
  must("AssignUnit", services_.call(command<v1::AssignUnitRequest>(incident_id)));
  for (const v1::Milestone milestone : {v1::MILESTONE_EN_ROUTE, v1::MILESTONE_CLEARED}) {
    auto reached = command<v1::ReportMilestoneRequest>(incident_id);
    reached.set_milestone(milestone);
    must("ReportMilestone", services_.call(reached));
  }
  auto disposition = command<v1::ReportDispositionRequest>(incident_id);
  disposition.set_code("probe");
  must("ReportDisposition", services_.call(disposition));
  must("CloseIncident", services_.call(command<v1::CloseIncidentRequest>(incident_id)));
}

void Probe::read_back(const std::string& incident_id) {
  v1::GetTimelineRequest request;
  request.set_incident_id(incident_id);
  const auto record = must("GetTimeline", services_.call(request));
  const auto fired = std::ranges::count_if(record.entries(), [](const v1::TimelineEntry& entry) {
    return entry.event().deadline_breached().kind() == v1::CLOCK_KIND_ASSIGN;
  });
  require(fired == 1, "the assign deadline fired " + std::to_string(fired) + " times");
  require(record.incident().status() == v1::INCIDENT_STATUS_CLOSED, "the incident is not closed");
  const v1::Clock* turnout = clock_of(record.incident(), v1::CLOCK_KIND_TURNOUT);
  require(turnout != nullptr && turnout->verdict() == v1::CLOCK_VERDICT_MET, "the turnout clock is not met");
}

}  // namespace turnout::probe
