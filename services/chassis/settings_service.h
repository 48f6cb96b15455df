// Returns the settings of a service. All three processes serve it beside their own service.
#pragma once

#include "rpc/bridge.h"
#include "turnout/v1/settings_service.grpc.pb.h"

namespace turnout::chassis {

struct ServiceProcess;

class SettingsService final : public v1::SettingsService::CallbackService {
 public:
  explicit SettingsService(ServiceProcess& process) : process_(process) {}

  grpc::ServerUnaryReactor* GetSettings(grpc::CallbackServerContext* context,
                                        const v1::GetSettingsRequest* request,
                                        v1::GetSettingsResponse* response) override;

 private:
  Awaitable<domain::Outcome<v1::GetSettingsResponse>> get_settings() const;

  ServiceProcess& process_;
};

}  // namespace turnout::chassis
