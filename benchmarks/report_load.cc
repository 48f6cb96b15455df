#include "report_load.h"

#include <grpcpp/create_channel.h>

#include <latch>
#include <list>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>

#include "sample_report.h"
#include "turnout/v1/intake_service.grpc.pb.h"

namespace turnout::bench {
namespace {

constexpr std::chrono::seconds kPatience{20};
constexpr std::chrono::seconds kDeadline{10};
constexpr std::chrono::milliseconds kAskAgain{50};
constexpr std::size_t kFirstReport = 0xffff;  // a flight number of its own

using Stub = v1::IntakeService::Stub;

std::unique_ptr<Stub> stub_of(std::uint16_t port) {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  return v1::IntakeService::NewStub(grpc::CreateCustomChannel("127.0.0.1:" + std::to_string(port),
                                                              grpc::InsecureChannelCredentials(), arguments));
}

grpc::Status report_once(Stub& stub) {
  v1::ReportIncidentRequest request = sample_report();
  request.set_incident_id(incident_id(kFirstReport, 0));
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + kDeadline);
  v1::ReportIncidentResponse response;
  return stub.ReportIncident(&context, request, &response);
}

// A new connection for every try: one that was refused waits for seconds before it is dialled again.
std::unique_ptr<Stub> connect(std::uint16_t port) {
  const Instant give_up_at = std::chrono::steady_clock::now() + kPatience;
  for (;;) {
    std::unique_ptr<Stub> stub = stub_of(port);
    const grpc::Status status = report_once(*stub);
    if (status.ok()) return stub;
    if (std::chrono::steady_clock::now() > give_up_at) throw std::runtime_error(status.error_message());
    std::this_thread::sleep_for(kAskAgain);
  }
}

// One call after another; on gRPC's threads, one at a time.
class Flight {
 public:
  Flight(Stub& stub, std::size_t number, const Window& window, std::latch& landed)
      : stub_(stub), number_(number), landed_(landed), log_(window) {}

  void next() {
    request_.set_incident_id(incident_id(number_, calls_++));
    context_.emplace();
    context_->set_deadline(std::chrono::system_clock::now() + kDeadline);
    begun_ = std::chrono::steady_clock::now();
    stub_.async()->ReportIncident(&*context_, &request_, &response_,
                                  [this](const grpc::Status& status) { answered(status); });
  }

  Log take_log() { return std::move(log_); }

 private:
  void answered(const grpc::Status& status) {
    if (!status.ok()) log_.failure = "ReportIncident: " + status.error_message();
    if (status.ok() && log_.add(begun_)) {
      next();
    } else {
      landed_.count_down();
    }
  }

  Stub& stub_;
  std::size_t number_;
  std::latch& landed_;
  Log log_;
  std::size_t calls_ = 0;
  v1::ReportIncidentRequest request_ = sample_report();
  v1::ReportIncidentResponse response_;
  std::optional<grpc::ClientContext> context_;
  Instant begun_;
};

}  // namespace

Measured report(std::uint16_t port, std::size_t in_flight, std::chrono::milliseconds length) {
  const std::unique_ptr<Stub> stub = connect(port);
  const Window window = Window::of(length);
  std::latch landed(static_cast<std::ptrdiff_t>(in_flight));
  std::list<Flight> flights;
  for (std::size_t number = 0; number < in_flight; ++number)
    flights.emplace_back(*stub, number, window, landed);
  for (Flight& flight : flights) flight.next();
  landed.wait();
  std::vector<Log> logs;
  for (Flight& flight : flights) logs.push_back(flight.take_log());
  return merge(window, std::move(logs));
}

}  // namespace turnout::bench
