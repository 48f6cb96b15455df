#include "host/settings_service.h"

#include "host/host.h"
#include "host/version.h"

namespace turnout::host {

grpc::ServerUnaryReactor* SettingsService::GetSettings(grpc::CallbackServerContext* context,
                                                       const v1::GetSettingsRequest* request,
                                                       v1::GetSettingsResponse* response) {
  return rpc::unary(host_.bridge, context, request, response,
                    [this](const v1::GetSettingsRequest&) { return get_settings(); });
}

Awaitable<domain::Outcome<v1::GetSettingsResponse>> SettingsService::get_settings() const {
  v1::GetSettingsResponse response;
  v1::Settings& settings = *response.mutable_settings();
  settings.set_district(host_.options.district);
  settings.set_service(host_.identity.name);
  settings.set_software_version(kVersion);
  settings.set_now_ms(host_.clock.now_ms());
  settings.mutable_clock()->set_anchor_sim_ms(host_.clock.anchors().sim_ms);
  settings.mutable_clock()->set_anchor_wall_ms(host_.clock.anchors().wall_ms);
  settings.mutable_clock()->set_speed(host_.clock.anchors().speed);
  *settings.mutable_policy() = host_.rules.policy;
  *settings.mutable_roster() = host_.rules.roster;
  for (const v1::Station& station : host_.city.stations()) *settings.add_stations() = station;
  co_return response;
}

}  // namespace turnout::host
