#include "intake_client.h"

#include <chrono>
#include <stdexcept>
#include <string>
#include <thread>

#include "sample_report.h"

namespace turnout::bench {
namespace {

constexpr std::chrono::seconds kPatience{20};
constexpr std::chrono::milliseconds kAskAgain{50};
constexpr std::size_t kFirstReport = 0xffff;

grpc::Status report_once(IntakeStub& stub) {
  v1::ReportIncidentRequest request = sample_report();
  request.set_incident_id(incident_id(kFirstReport, 0));
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + kDeadline);
  v1::ReportIncidentResponse response;
  return stub.ReportIncident(&context, request, &response);
}

}  // namespace

std::shared_ptr<grpc::Channel> new_channel(std::uint16_t port) {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  return grpc::CreateCustomChannel("127.0.0.1:" + std::to_string(port), grpc::InsecureChannelCredentials(),
                                   arguments);
}

// Opens a new connection for every try: gRPC waits seconds before it reconnects a refused one.
std::unique_ptr<IntakeStub> connect(std::uint16_t port) {
  const auto give_up_at = std::chrono::steady_clock::now() + kPatience;
  for (;;) {
    std::unique_ptr<IntakeStub> stub = v1::IntakeService::NewStub(new_channel(port));
    const grpc::Status status = report_once(*stub);
    if (status.ok()) return stub;
    if (std::chrono::steady_clock::now() > give_up_at) throw std::runtime_error(status.error_message());
    std::this_thread::sleep_for(kAskAgain);
  }
}

}  // namespace turnout::bench
