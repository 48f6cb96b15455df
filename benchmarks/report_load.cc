#include "report_load.h"

#include <latch>
#include <list>
#include <memory>
#include <optional>
#include <string>

#include "intake_client.h"
#include "sample_report.h"

namespace turnout::bench {
namespace {

// One call after another; on gRPC's threads, one at a time.
class Flight {
 public:
  Flight(IntakeStub& stub, std::size_t number, const Window& window, std::latch& landed)
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

  IntakeStub& stub_;
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
  const std::unique_ptr<IntakeStub> stub = connect(port);
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
