#include "chassis/settings_service.h"

#include "chassis/service_process.h"
#include "chassis/version.h"
#include "domain/local_time.h"

namespace turnout::chassis {

grpc::ServerUnaryReactor* SettingsService::GetSettings(grpc::CallbackServerContext* context,
                                                       const grpc::ByteBuffer* request,
                                                       grpc::ByteBuffer* response) {
  return rpc::unary<v1::GetSettingsRequest, v1::GetSettingsResponse>(
      process_.bridge, context, request, response,
      [this](const v1::GetSettingsRequest&) { return get_settings(); });
}

Awaitable<domain::Outcome<v1::GetSettingsResponse>> SettingsService::get_settings() const {
  v1::GetSettingsResponse response;
  v1::Settings& settings = *response.mutable_settings();
  settings.set_district(process_.options.district);
  settings.set_service(process_.identity.name);
  settings.set_software_version(kVersion);
  settings.set_now_ms(process_.clock.now_ms());
  settings.mutable_clock()->set_anchor_sim_ms(process_.clock.anchors().sim_ms);
  settings.mutable_clock()->set_anchor_wall_ms(process_.clock.anchors().wall_ms);
  settings.mutable_clock()->set_speed(process_.clock.anchors().speed);
  *settings.mutable_policy() = process_.rules.policy;
  *settings.mutable_roster() = process_.rules.roster;
  settings.mutable_roster()->set_utc_offset_ms(
      domain::utc_offset_ms(process_.rules.roster.time_zone(), settings.now_ms()));
  for (const v1::Station& station : process_.city.stations()) *settings.add_stations() = station;
  co_return response;
}

}  // namespace turnout::chassis
