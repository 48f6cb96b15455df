#include "turnoutctl/session.h"

#include <fmt/format.h>
#include <google/protobuf/descriptor.h>

#include "client/incident_id.h"
#include "domain/uuid.h"
#include "turnoutctl/names.h"

namespace turnout::turnoutctl {
namespace {

std::string picked(tl::expected<std::string, std::string> id) {
  if (!id) throw BadInput(id.error());
  return *std::move(id);
}

}  // namespace

client::Service service_of(const google::protobuf::Descriptor& message) {
  const std::string& file = message.file()->name();
  if (file.ends_with("/intake_service.proto")) return client::Service::kIntake;
  if (file.ends_with("/dispatch_service.proto")) return client::Service::kDispatch;
  if (file.ends_with("/records_service.proto")) return client::Service::kRecords;
  return client::Service::kAccountability;
}

const client::Services& Session::services() {
  if (!services_) services_ = std::make_unique<client::Services>(connection);
  return *services_;
}

void Session::require_size(std::size_t bytes) {
  constexpr std::size_t kLargestRequest = 64 * 1024;
  if (bytes <= kLargestRequest) return;
  throw BadInput(
      fmt::format("the command is too long: it has {} bytes, allowed are {}", bytes, kLargestRequest));
}

std::string Session::incident(const std::string& text) {
  if (domain::is_uuid(text)) return domain::lower_case(text);
  const auto listed = ask_all(v1::ListIncidentsRequest());
  std::vector<std::string> open;
  for (const auto& incident : listed.incidents()) open.push_back(incident.id());
  return picked(client::pick_incident(domain::lower_case(text), open));
}

std::string Session::unit(const std::string& text) {
  std::vector<Named> units;
  try {
    const auto listed = ask_all(v1::ListUnitsRequest());
    for (const v1::Unit& unit : listed.units()) units.push_back(named(unit));
  } catch (const client::Unanswered&) {
    return text;
  }
  return picked(pick_named("unit", text, units));
}

v1::Incident Session::whole_incident(const std::string& id) {
  v1::GetIncidentRequest request;
  request.set_incident_id(id);
  return ask(request).incident();
}

std::vector<v1::Unit> Session::units_if_known() {
  client::Connection once = connection;
  once.retry_for = std::chrono::milliseconds(0);
  try {
    const auto listed = client::all_pages(client::Services(once), v1::ListUnitsRequest());
    if (!listed) return {};
    return {listed->units().begin(), listed->units().end()};
  } catch (const client::Unanswered&) {
    return {};
  }
}

std::string Session::station(const std::string& text, client::Service of) {
  std::vector<Named> stations;
  for (const v1::Station& station : settings(of).stations()) stations.push_back(named(station));
  return picked(pick_named("station", text, stations));
}

const v1::Settings& Session::settings(client::Service of) {
  const auto known = settings_.find(of);
  if (known != settings_.end()) return known->second;
  return settings_[of] = allowed(services().settings(of)).settings();
}

client::AllSettings Session::all_settings() {
  return allowed(client::all_settings(services()));
}

std::int64_t Session::now_ms(client::Service of) {
  return client::service_clock(settings(of)).now_ms();
}

const v1::TimeZone& Session::time_zone(client::Service of) {
  return settings(of).policy().time_zone();
}

CityNow Session::city_now(client::Service of) {
  return {.now_ms = now_ms(of), .zone = time_zone(of)};
}

std::int64_t Session::instant(const TypedFlag& typed, client::Service of) {
  if (typed.text.empty()) return 0;
  const auto time = text::read_typed_time(typed.text);
  if (!time) {
    throw BadInput(fmt::format(
        "{}: \"{}\" is no time; write 14:03:07, \"2026-11-23 14:03:07\" or 2026-11-23T14:03:07+08:00",
        typed.flag, typed.text));
  }
  const auto at_ms = text::instant_of(*time, {.zone = time_zone(of),
                                              .now_ms = now_ms(of),
                                              .nearest = typed.nearest,
                                              .has_happened = typed.has_happened});
  if (!at_ms) throw BadInput(fmt::format("{}: \"{}\" {}", typed.flag, typed.text, at_ms.error()));
  return *at_ms;
}

}  // namespace turnout::turnoutctl
