#include "turnoutctl/session.h"

#include <fmt/format.h>
#include <google/protobuf/descriptor.h>

#include <vector>

#include "client/incident_id.h"
#include "client/new_id.h"
#include "text/time.h"

namespace turnout::turnoutctl {

client::Service service_of(const google::protobuf::Descriptor& message) {
  const std::string& file = message.file()->name();
  if (file.ends_with("/intake_service.proto")) return client::Service::kIntake;
  if (file.ends_with("/dispatch_service.proto")) return client::Service::kDispatch;
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
      fmt::format("the request has {} bytes; the services accept at most {}", bytes, kLargestRequest));
}

std::string Session::incident(const std::string& text) {
  if (client::is_uuid(text)) return text;
  const auto listed = ask_all(v1::ListIncidentsRequest());
  std::vector<std::string> open;
  for (const auto& incident : listed.incidents()) open.push_back(incident.id());
  auto picked = client::pick_incident(text, open);
  if (!picked) throw BadInput(picked.error());
  return *std::move(picked);
}

v1::Settings Session::settings(client::Service of) {
  return allowed(services().settings(of)).settings();
}

client::AllSettings Session::all_settings() {
  return allowed(client::all_settings(services()));
}

std::int64_t Session::now_ms(client::Service of) {
  return client::service_clock(settings(of)).now_ms();
}

std::int64_t Session::instant(const std::string& flag, const std::string& text, client::Service of) {
  if (text.empty()) return 0;
  if (!text::parse_time(text, 0)) {
    throw BadInput(fmt::format(
        "{}: \"{}\" is not a time; write 14:03:07, \"2026-11-23 14:03:07\" or 2026-11-23T14:03:07+08:00",
        flag, text));
  }
  return *text::parse_time(text, now_ms(of));
}

}  // namespace turnout::turnoutctl
