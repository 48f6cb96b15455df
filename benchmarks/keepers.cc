#include "keepers.h"

#include <fmt/format.h>
#include <grpcpp/create_channel.h>

#include <chrono>
#include <filesystem>
#include <stdexcept>
#include <thread>

#include "turnout/v1/accountability_service.grpc.pb.h"

namespace turnout::bench {
namespace {

constexpr std::chrono::minutes kReadyWithin{10};
constexpr std::chrono::seconds kTimelineDeadline{5};
constexpr std::chrono::milliseconds kTimelineInterval{250};

std::string loopback(const testing::ReservedPort& port) {
  return fmt::format("127.0.0.1:{}", port.number());
}

// Opens a new connection for every try: gRPC waits seconds before it reconnects a refused one.
bool knows(const std::string& address, const std::string& incident_id) {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  const auto stub = v1::AccountabilityService::NewStub(
      grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments));
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + kTimelineDeadline);
  v1::GetTimelineRequest request;
  request.set_incident_id(incident_id);
  v1::GetTimelineResponse response;
  return stub->GetTimeline(&context, request, &response).ok();
}

}  // namespace

Keepers::Keepers(std::size_t count, std::uint16_t redis_port, const std::string& district) {
  const std::filesystem::path program =
      std::filesystem::read_symlink("/proc/self/exe").parent_path() / "turnout-accountability";
  for (std::size_t number = 1; number <= count; ++number) {
    Keeper& keeper = keepers_.emplace_back();
    const std::string name = fmt::format("keeper-{}", number);
    const std::vector<std::string> words = {program,
                                            "--district",
                                            district,
                                            "--listen",
                                            loopback(keeper.rpc),
                                            "--metrics-listen",
                                            loopback(keeper.metrics),
                                            "--redis",
                                            fmt::format("127.0.0.1:{}", redis_port),
                                            "--stations",
                                            "deploy/city/stations.geojson",
                                            "--policy",
                                            "deploy/city/policy.yaml"};
    keeper.process = std::make_unique<replay::ChildProcess>(name, words, folder_.path() / (name + ".log"));
  }
}

void Keepers::wait_until_they_know(const std::string& incident_id) const {
  for (const Keeper& keeper : keepers_) wait_until_it_knows(keeper, incident_id);
}

void Keepers::wait_until_it_knows(const Keeper& keeper, const std::string& incident_id) {
  const auto give_up_at = std::chrono::steady_clock::now() + kReadyWithin;
  while (!knows(loopback(keeper.rpc), incident_id)) {
    const bool ended = keeper.process->exit_code().has_value();
    if (ended || std::chrono::steady_clock::now() > give_up_at) {
      throw std::runtime_error(fmt::format("{} {}: {}", keeper.process->name(),
                                           ended ? "ended" : "is not ready", keeper.process->last_words()));
    }
    std::this_thread::sleep_for(kTimelineInterval);
  }
}

}  // namespace turnout::bench
