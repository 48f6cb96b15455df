#include "keepers.h"

#include <fmt/format.h>

#include <chrono>
#include <stdexcept>
#include <thread>

#include "intake_client.h"
#include "turnout/v1/accountability_service.grpc.pb.h"

namespace turnout::bench {
namespace {

constexpr std::chrono::minutes kReadyWithin{10};
constexpr std::chrono::seconds kTimelineDeadline{5};
constexpr std::chrono::milliseconds kTimelineInterval{250};

// Opens a new connection for every try: gRPC waits seconds before it reconnects a refused one.
bool knows(const RealService& keeper, const std::string& incident_id) {
  const auto stub = v1::AccountabilityService::NewStub(new_channel(keeper.port()));
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + kTimelineDeadline);
  v1::GetTimelineRequest request;
  request.set_incident_id(incident_id);
  v1::GetTimelineResponse response;
  return stub->GetTimeline(&context, request, &response).ok();
}

void wait_until_it_knows(const RealService& keeper, const std::string& incident_id) {
  const auto give_up_at = std::chrono::steady_clock::now() + kReadyWithin;
  while (!knows(keeper, incident_id)) {
    const bool ended = keeper.process().exit_code().has_value();
    if (ended || std::chrono::steady_clock::now() > give_up_at) {
      throw std::runtime_error(
          fmt::format("a keeper {}: {}", ended ? "ended" : "is not ready", keeper.process().last_words()));
    }
    std::this_thread::sleep_for(kTimelineInterval);
  }
}

}  // namespace

Keepers::Keepers(std::size_t count, std::uint16_t redis_port, const std::string& district) {
  while (keepers_.size() < count) keepers_.emplace_back("accountability", redis_port, district);
}

void Keepers::wait_until_they_know(const std::string& incident_id) const {
  for (const RealService& keeper : keepers_) wait_until_it_knows(keeper, incident_id);
}

}  // namespace turnout::bench
