// Returns the settings of a service. All three processes serve it beside their own service.
#pragma once

#include "rpc/bridge.h"
#include "rpc/raw_methods.h"
#include "turnout/v1/settings_service.grpc.pb.h"

namespace turnout::chassis {

struct ServiceProcess;

class SettingsService final : public rpc::RawMethods<v1::SettingsService::Service,
                                                     v1::SettingsService::WithRawCallbackMethod_GetSettings> {
 public:
  explicit SettingsService(ServiceProcess& process) : process_(process) {}

  grpc::ServerUnaryReactor* GetSettings(grpc::CallbackServerContext* context, const grpc::ByteBuffer* request,
                                        grpc::ByteBuffer* response) override;

 private:
  Awaitable<domain::Outcome<v1::GetSettingsResponse>> get_settings() const;

  ServiceProcess& process_;
};

}  // namespace turnout::chassis
