#include "replay/grpc_transport.h"

#include <unordered_map>

#include "replay/exchange.h"
#include "turnout/v1/accountability_service.grpc.pb.h"
#include "turnout/v1/dispatch_service.grpc.pb.h"
#include "turnout/v1/intake_service.grpc.pb.h"

namespace turnout::replay {
namespace {

template <class Api>
struct TransportStub {
  TransportStub(const char* name, const std::string& address, const client::Connection& connection,
                const std::shared_ptr<grpc::ChannelCredentials>& credentials)
      : channel{name, address, connection.deadline, connection.retry_for},
        stub(Api::NewStub(client::open_channel(address, credentials))) {}

  client::Channel channel;
  std::unique_ptr<typename Api::Stub> stub;
};

}  // namespace

struct GrpcTransport::Open {
  explicit Open(const client::Connection& connection)
      : Open(connection, client::credentials_of(connection)) {}
  Open(const client::Connection& connection, const std::shared_ptr<grpc::ChannelCredentials>& credentials)
      : intake("intake", connection.intake, connection, credentials),
        dispatch("dispatch", connection.dispatch, connection, credentials),
        accountability("accountability", connection.accountability, connection, credentials) {}

  template <class Api, class Request, class Response>
  std::unique_ptr<Exchange> prepare(std::size_t ticket, TransportStub<Api>& to,
                                    std::unique_ptr<grpc::ClientAsyncResponseReader<Response>> (
                                        Api::Stub::*method)(grpc::ClientContext*, const Request&,
                                                            grpc::CompletionQueue*),
                                    Request request) {
    return std::make_unique<ExchangeOf<typename Api::Stub, Request, Response>>(
        ticket, to.channel, queue, *to.stub, std::pair(method, std::move(request)));
  }

  // One overload for each alternative of Command.
  std::unique_ptr<Exchange> exchange(std::size_t ticket, v1::ReportIncidentRequest request) {
    return prepare(ticket, intake, &v1::IntakeService::Stub::PrepareAsyncReportIncident, std::move(request));
  }
  std::unique_ptr<Exchange> exchange(std::size_t ticket, v1::GetIncidentRequest request) {
    return prepare(ticket, intake, &v1::IntakeService::Stub::PrepareAsyncGetIncident, std::move(request));
  }
  std::unique_ptr<Exchange> exchange(std::size_t ticket, v1::AssignUnitRequest request) {
    return prepare(ticket, dispatch, &v1::DispatchService::Stub::PrepareAsyncAssignUnit, std::move(request));
  }
  std::unique_ptr<Exchange> exchange(std::size_t ticket, v1::ReportMilestoneRequest request) {
    return prepare(ticket, accountability, &v1::AccountabilityService::Stub::PrepareAsyncReportMilestone,
                   std::move(request));
  }
  std::unique_ptr<Exchange> exchange(std::size_t ticket, v1::ReportDispositionRequest request) {
    return prepare(ticket, accountability, &v1::AccountabilityService::Stub::PrepareAsyncReportDisposition,
                   std::move(request));
  }
  std::unique_ptr<Exchange> exchange(std::size_t ticket, v1::CloseIncidentRequest request) {
    return prepare(ticket, accountability, &v1::AccountabilityService::Stub::PrepareAsyncCloseIncident,
                   std::move(request));
  }

  TransportStub<v1::IntakeService> intake;
  TransportStub<v1::DispatchService> dispatch;
  TransportStub<v1::AccountabilityService> accountability;
  grpc::CompletionQueue queue;
  std::unordered_map<Exchange*, std::unique_ptr<Exchange>> under_way;
};

GrpcTransport::GrpcTransport(const client::Connection& connection)
    : open_(std::make_unique<Open>(connection)) {}

GrpcTransport::~GrpcTransport() {
  for (const auto& [tag, exchange] : open_->under_way) exchange->cancel();
  open_->queue.Shutdown();
  void* tag = nullptr;
  bool ok = false;
  while (open_->queue.Next(&tag, &ok)) continue;
}

void GrpcTransport::send(std::size_t ticket, Command command, std::chrono::nanoseconds delay) {
  auto exchange =
      std::visit([&](auto& request) { return open_->exchange(ticket, std::move(request)); }, command);
  Exchange& begun = *exchange;
  open_->under_way.emplace(&begun, std::move(exchange));
  begun.begin(delay);
}

std::optional<Answer> GrpcTransport::next(std::chrono::nanoseconds patience) {
  const gpr_timespec give_up = after(patience);
  void* tag = nullptr;
  bool ok = false;
  while (open_->queue.AsyncNext(&tag, &ok, give_up) == grpc::CompletionQueue::GOT_EVENT) {
    auto* const exchange = static_cast<Exchange*>(tag);
    if (!exchange->advance()) continue;
    const std::unique_ptr<Exchange> over = std::move(open_->under_way.extract(exchange).mapped());
    return over->answer();
  }
  return std::nullopt;
}

std::size_t GrpcTransport::under_way() const {
  return open_->under_way.size();
}

}  // namespace turnout::replay
