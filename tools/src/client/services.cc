#include "client/services.h"

#include "client/channel.h"
#include "turnout/v1/accountability_service.grpc.pb.h"
#include "turnout/v1/dispatch_service.grpc.pb.h"
#include "turnout/v1/intake_service.grpc.pb.h"
#include "turnout/v1/records_service.grpc.pb.h"
#include "turnout/v1/settings_service.grpc.pb.h"

namespace turnout::client {
namespace {

// One service: its own stub and the stub of its settings, over one gRPC channel.
template <class Api>
struct ServiceStubs {
  using Stub = typename Api::Stub;

  ServiceStubs(std::string service, const std::string& address, const Connection& connection,
               const std::shared_ptr<grpc::ChannelCredentials>& credentials)
      : ServiceStubs(
            {std::move(service), address, connection.deadline, connection.retry_for, !connection.tls.given()},
            open_channel(address, credentials)) {}
  ServiceStubs(Channel of, const std::shared_ptr<grpc::Channel>& open)
      : channel(std::move(of)), stub(Api::NewStub(open)), settings_stub(v1::SettingsService::NewStub(open)) {}

  domain::Outcome<v1::GetSettingsResponse> settings() const {
    return unary(channel, *settings_stub, &v1::SettingsService::Stub::GetSettings, v1::GetSettingsRequest());
  }

  Channel channel;
  std::unique_ptr<Stub> stub;
  std::unique_ptr<v1::SettingsService::Stub> settings_stub;
};

}  // namespace

struct Services::Stubs {
  Stubs(const Connection& connection, const std::shared_ptr<grpc::ChannelCredentials>& credentials)
      : intake("intake", connection.intake, connection, credentials),
        dispatch("dispatch", connection.dispatch, connection, credentials),
        accountability("accountability", connection.accountability, connection, credentials),
        records("records", connection.records, connection, credentials) {}

  ServiceStubs<v1::IntakeService> intake;
  ServiceStubs<v1::DispatchService> dispatch;
  ServiceStubs<v1::AccountabilityService> accountability;
  ServiceStubs<v1::RecordsService> records;
};

Services::Services(const Connection& connection)
    : stubs_(std::make_unique<Stubs>(connection, credentials_of(connection))) {}
Services::~Services() = default;

domain::Outcome<v1::GetSettingsResponse> Services::settings(Service of) const {
  switch (of) {
    case Service::kIntake:
      return stubs_->intake.settings();
    case Service::kDispatch:
      return stubs_->dispatch.settings();
    case Service::kAccountability:
      return stubs_->accountability.settings();
    case Service::kRecords:
      return stubs_->records.settings();
  }
  throw std::logic_error("unknown service");
}

#define TURNOUT_DEFINE_UNARY(service, name)                                                          \
  domain::Outcome<v1::name##Response> Services::call(const v1::name##Request& request) const {       \
    const auto& to = stubs_->service;                                                                \
    return unary(to.channel, *to.stub, &std::remove_reference_t<decltype(*to.stub)>::name, request); \
  }
TURNOUT_UNARY_RPCS(TURNOUT_DEFINE_UNARY)
#undef TURNOUT_DEFINE_UNARY

#define TURNOUT_DEFINE_UPLOAD(service, name)                                                          \
  domain::Outcome<v1::name##Response> Services::call(const v1::name##Request& request) const {        \
    const auto& to = stubs_->service;                                                                 \
    return upload(to.channel, *to.stub, &std::remove_reference_t<decltype(*to.stub)>::name, request); \
  }
TURNOUT_UPLOAD_RPCS(TURNOUT_DEFINE_UPLOAD)
#undef TURNOUT_DEFINE_UPLOAD

#define TURNOUT_DEFINE_WATCH(service, name)                                                          \
  domain::Outcome<void> Services::watch(const v1::name##Request& request,                            \
                                        const OnMessage<v1::name##Response>& on_message,             \
                                        const std::stop_token& stop) const {                         \
    const auto& to = stubs_->service;                                                                \
    return follow(to.channel, *to.stub, &std::remove_reference_t<decltype(*to.stub)>::name, request, \
                  on_message, stop);                                                                 \
  }
TURNOUT_WATCH_RPCS(TURNOUT_DEFINE_WATCH)
#undef TURNOUT_DEFINE_WATCH

}  // namespace turnout::client
